"""Whom a new pair is begun with, where the coordinator has chosen already.

The subject of the form is "new", "fit.<mentee>.<mentor>" where the mentor was found for a mentee, or
"again.<pair>.<mentor>" where a pair that is over goes on with another mentor.
"""

from domain.form import Answers, Value
from domain.forms.registry import PAIR
from domain.matching import PUPILS_FORM
from domain.pairs import CLOSED
from domain.registry import Mentee, Mentor, Pair
from handlers.case import Case, number
from storage import mentees, mentors, pairs
from views import pairs as views


async def answers(case: Case, subject: str) -> Answers:
    """What the form begins with. Raises LookupError outside the scope."""
    if subject == "new":
        return {}
    mentor, members, before = await _both(case, subject)
    known: dict[str, Value] = {"mentor": str(mentor.id), "mentees": [str(one.id) for one in members]}
    form = before.form if before else members[0].form
    if form is not None and (form == PUPILS_FORM) == (mentor.kind == "pupil"):
        known["form"] = form
    if before:
        known["goal"] = before.goal
    return known


async def title(case: Case, subject: str) -> str:
    if subject == "new":
        return PAIR.title
    mentor, members, _ = await _both(case, subject)
    return views.begun([one.code for one in members], mentor.label)


async def _both(case: Case, subject: str) -> tuple[Mentor, list[Mentee], Pair | None]:
    """The mentor, the mentees, and the pair that they come from."""
    what, _, rest = subject.partition(".")
    one, _, mentor_id = rest.partition(".")
    mentor = await mentors.get(case.db, case.scope, number(mentor_id))
    if mentor is None or what not in ("fit", "again"):
        raise LookupError(subject)
    if what == "fit":
        mentee = await mentees.get(case.db, case.scope, number(one))
        if mentee is None:
            raise LookupError(subject)
        return mentor, [mentee], None
    pair = await pairs.get(case.db, case.scope, number(one))
    if pair is None or pair.state not in CLOSED:
        raise LookupError(subject)
    return mentor, await mentees.of_pair(case.db, pair.id), pair
