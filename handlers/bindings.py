"""Which form is loaded, titled and saved by whom: a form itself does not know where it lives."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from domain import roadmap
from domain.form import Answers, Facts, Form
from domain.people import Role
from handlers.case import Case
from views.screen import Reply, Screen


@dataclass(frozen=True, slots=True)
class Filed:
    """What saving made of a draft: the row it became, and what the person and others are shown."""

    result: int
    reply: Reply


async def nothing(case: Case, subject: str) -> Answers:
    return {}


async def unexplained(case: Case, subject: str) -> Mapping[str, str]:
    return {}


async def always_open(case: Case, subject: str) -> Screen | None:
    return None


@dataclass(frozen=True, slots=True)
class Binding:
    """One form's place in the house.

    `facts` and `save` raise LookupError for a subject out of the person's scope. `save` runs once per
    draft, in the transaction of the tap; `receipt` shows its result again. `first` are the answers a new
    draft begins with, `first_reasons` what explains the odd ones among them. `save` may raise
    AnswerRejected: nothing is changed then and the person is told. `shut` gives the screen that says why
    the form is not to be filled now, when it is opened or handed in; a draft begun before stays.
    """

    form: Form
    roles: tuple[Role, ...]
    facts: Callable[[Case, str], Awaitable[Facts]]
    save: Callable[[Case, str, Answers, dict[str, str]], Awaitable[Filed]]
    receipt: Callable[[Case, int], Awaitable[Reply]]
    title: Callable[[Case, str], Awaitable[str]]
    first: Callable[[Case, str], Awaitable[Answers]] = nothing
    first_reasons: Callable[[Case, str], Awaitable[Mapping[str, str]]] = unexplained
    shut: Callable[[Case, str], Awaitable[Screen | None]] = always_open
    shared: bool = False  # one draft per subject for the whole school, not one per person
    extra: tuple[tuple[str, str, str], ...] = ()  # a question's own button: (question, label, action)


Table = dict[str, Binding]


def answering(bindings: Iterable[Binding]) -> dict[str, Form]:
    """The forms that answer a dated row of the order (4.1, 4.2), by key: what they file is reviewed."""
    rows = {row.form: row.number for row in roadmap.ROWS if row.form}
    return {one.form.key: one.form for one in bindings if rows.get(one.form.key) == one.form.row != ""}


def begin(form: str, subject: str) -> str:
    """The action that opens a form about a subject."""
    return f"f.n:{form}:{subject}"
