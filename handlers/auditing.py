"""The places that see all that people do: a button, a form handed in, a command. What is audited becomes a deed of the
transaction, and goes with it."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, TelegramObject

from domain import audit, audited, unaudited
from domain.audit import Deed
from domain.audited import Act
from domain.people import Person
from handlers.bindings import Filed
from handlers.case import Case
from storage import audit as storage
from storage import drafts, people
from storage.database import Transaction
from views.screen import Reply, Screen

SPLIT: Final = "."


async def pressed(act: Act, query: CallbackQuery, data: Mapping[str, Any], press: Callable[[], Awaitable[Any]]) -> Any:
    """Press a button that is audited. One that came too late changes nothing, and nothing is said of it."""
    db, case = data["db"], data.get("case")
    before = db.changes
    returned = await press()
    if not (_hands_out(returned) if act.taken else db.changes > before):
        return returned
    person = case.person if case else None
    if act.arrives:
        person = await people.find(db, query.from_user.id)
    if _counts(act, person) and not (act.asks and person and await _open(db, person) == act.asks):
        _note(data, person, act.action, zip(act.kinds, data.get("args", ()), strict=False))
    return returned


async def handed_in(case: Case, form: str, subject: str, filed: Filed, *, changed: bool) -> None:
    """A form was saved. `changed`: more than its draft."""
    if form in unaudited.FORMS:
        return
    act = audited.FORMS.get(form, audited.OTHER_FORM)
    if not (_hands_out(filed.reply) if act.taken else changed) or not _counts(act, case.person):
        return
    again = act.again and await storage.filed_before(case.db, filed.result)
    whose = [subject] if act.kinds == (audit.NAMED,) else subject.split(SPLIT)
    about: list[tuple[str, str | int]] = [*zip(act.kinds, whose, strict=False), (act.made, filed.result)]
    _note({"db": case.db, "now": case.now}, case.person, act.again if again else act.action, about)


class Audited(BaseMiddleware):
    """Around whatever serves a message, or the bot's coming and going."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        act = audited.COMMANDS.get(name(data["handler"].callback))
        if act is None:
            return await handler(event, data)
        before = data["db"].changes
        returned = await handler(event, data)
        if data["db"].changes > before:
            case: Case | None = data.get("case")
            _note(data, case.person if case else None, act.action, ())
        return returned


def name(route: Any) -> str:
    """How a route that is no button is called in the tables: "groups.bind"."""
    route = route.func if isinstance(route, partial) else route
    return f"{route.__module__.rpartition('.')[2]}.{route.__name__}"


def _note(data: Mapping[str, Any], person: Person | None, action: str, about: Iterable[tuple[str, str | int]]) -> None:
    db, told = data["db"], audit.subject(about)
    deed = Deed(data["now"], db.update_id, None, None, None, action, told)
    if person is not None:
        deed = replace(deed, person_id=person.id, post_id=person.post.id, school_id=person.post.school_id)
    db.deeds.append(deed)


def _counts(act: Act, person: Person | None) -> bool:
    return act.only is None or (person is not None and person.post.role is act.only)


async def _open(db: Transaction, person: Person) -> str:
    """The form that what they type next would answer."""
    focus = await drafts.focus(db, person)
    return focus.stored.form if focus else ""


def _hands_out(returned: Any) -> bool:
    screens = returned.screens if isinstance(returned, Reply) else (returned,)
    return any(isinstance(one, Screen) and one.file is not None for one in screens)
