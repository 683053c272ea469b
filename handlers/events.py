"""Events (row 3.2 and the department's own): made, announced, changed and called off by the department."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.events import SEMINAR, Event
from domain.form import AnswerRejected, Answers, Facts, Value
from domain.forms.events import CANCEL, EVENT
from domain.people import Post, Role
from handlers import mailing
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from handlers.quiet import wake
from storage import broadcasts, events, guests, receipts, unsent, years
from views import events as views
from views.screen import Notice, Reply, Screen

NEAR: Final = timedelta(days=300)  # a seminar of the order further away is not on offer


async def facts(case: Case, subject: str) -> Facts:
    """The subject is an event, or "new"."""
    if subject != "new":
        await _standing(case, subject)
    near = (case.today - NEAR, case.today + NEAR)
    seminars = [
        due for due in await years.deadlines(case.db) if due.row == SEMINAR and near[0] <= due.nominal <= near[1]
    ]
    return Facts(case.today, options={"seminars": (*(views.seminar_option(due) for due in seminars), views.OTHER)})


async def first(case: Case, subject: str) -> Answers:
    if subject == "new":
        return {}
    event = await _standing(case, subject)
    local = event.starts_at.astimezone(case.town.zone)
    answers: dict[str, Value] = {"title": event.title, "place": event.place, "about": event.about}
    return answers | {
        "seminar": event.period or views.OTHER.value,
        "day": local.date().isoformat(),
        "time": f"{local:%H:%M}",
        "audience": event.audience,
    }


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Those who have signed up are told what has changed; reminders follow the new time."""
    before = None if subject == "new" else await _standing(case, subject)
    clock = time.fromisoformat(str(answers["time"]))
    starts_at = datetime.combine(date.fromisoformat(str(answers["day"])), clock, case.town.zone).astimezone(UTC)
    moved = before is not None and before.starts_at != starts_at
    if moved and before and before.announced_at and starts_at <= case.now:
        raise AnswerRejected(views.PAST_MOVE)
    event_id = await events.save(
        case.db,
        case.person.id,
        case.now,
        title=str(answers["title"]),
        about=None if answers.get("about") is None else str(answers["about"]),
        place=str(answers["place"]),
        starts_at=starts_at,
        audience=str(answers["audience"]),
        period=None if answers["seminar"] == views.OTHER.value else str(answers["seminar"]),
        event_id=before.id if before else None,
    )
    event = await load(case, event_id)
    notices: tuple[Notice, ...] = ()
    if before and event.announced_at and (moved or before.place != event.place) and not event.over(case.now):
        await unsent.take_back(case.db, await unsent.keys(case.db, events.reminder(event)))
        notices = await _tell_guests(case, event, views.changed(before, event, case.town.zone), "changed")
    if before and event.announced_at:
        notices += await mailing.renew(case, event_id=event.id)
    return Filed(event_id, Reply((await card_of(case, event),), notices))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((await card_of(case, await load(case, result)),))


async def title(case: Case, subject: str) -> str:
    return EVENT.title


BINDING = Binding(EVENT, (Role.DEPARTMENT,), facts, save, receipt, title, first)


async def cancel_facts(case: Case, subject: str) -> Facts:
    event = await _standing(case, subject)
    if event.over(case.now):
        raise LookupError(subject)
    return Facts(case.today)


async def cancel(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Those who signed up are told at once, or in the morning where that is early enough."""
    event = await _standing(case, subject)
    if not await events.cancel(case.db, event.id, str(answers["reason"]), case.person.id, case.now):
        raise LookupError(subject)
    event = await load(case, event.id)
    await unsent.take_back(case.db, await unsent.keys(case.db, events.reminder(event)))
    for invitation in await broadcasts.sent_about(case.db, event_id=event.id):
        await receipts.undo(case.db, invitation, case.now)
    notices = await _tell_guests(case, event, views.cancelled(event, case.town.zone), "cancelled")
    return Filed(event.id, Reply((await card_of(case, event),), notices))


async def cancel_title(case: Case, subject: str) -> str:
    return views.cancel_title(await load(case, number(subject)))


CANCEL_BINDING = Binding(CANCEL, (Role.DEPARTMENT,), cancel_facts, cancel, receipt, cancel_title)


async def announce(query: CallbackQuery, case: Case, args: list[str]) -> Reply | Screen:
    """A broadcast with the invitation, looked at before it goes."""
    event = await _standing(case, args[0])
    if event.announced_at or event.over(case.now):
        return await card_of(case, event)
    draft = await broadcasts.draft(
        case.db,
        case.person.id,
        case.now,
        audience=event.audience,
        words=event.title,
        event_id=event.id,
        broadcast_id=await broadcasts.unsent_about(case.db, event_id=event.id),
    )
    return await mailing.preview(case, await mailing.load(case, draft))


async def card_of(case: Case, event: Event) -> Screen:
    """As the role they act in may see it. LookupError for what is not theirs to see."""
    if case.person.post.role is Role.DEPARTMENT:
        everybody = await guests.listing(case.db, event.id)
        return views.card(
            event,
            case.now,
            case.town.zone,
            coming=len(everybody),
            declined=await guests.declined(case.db, event.id),
            were=sum(row["attended"] == 1 for row in everybody),
            unmarked=sum(row["attended"] is None for row in everybody),
        )
    if event.announced_at is None or invited(case, event) is None:
        raise LookupError(event.id)
    said = await guests.of(case.db, event.id, case.person.id)
    comes = None if said is None else said["left_at"] is None
    attended = None if said is None or said["attended"] is None else bool(said["attended"])
    return views.own_card(event, case.now, case.town.zone, comes, attended)


async def load(case: Case, event_id: int) -> Event:
    event = await events.get(case.db, event_id)
    if event is None:
        raise LookupError(event_id)
    return event


async def _standing(case: Case, event_id: str) -> Event:
    """One that was not called off."""
    event = await load(case, number(event_id))
    if event.cancelled_at is not None:
        raise LookupError(event_id)
    return event


def invited(case: Case, event: Event) -> Post | None:
    """The post for which they are: the one they act in where it counts, else any other of theirs."""
    if event.announced_at is None:
        return None
    roles = [role for role, audiences in events.AUDIENCES.items() if event.audience in audiences]
    return next((post for post in (case.person.post, *case.person.posts) if post.role in roles), None)


async def _tell_guests(case: Case, event: Event, screen: Screen, what: str) -> tuple[Notice, ...]:
    """At night in the morning, unless that would be too late."""
    held = wake(case)
    if held and held >= event.starts_at:
        held = None
    return tuple(
        Notice(row["telegram_id"], screen, f"event-{what}:{event.id}:{case.now:%Y%m%d%H%M%S%f}:{row['id']}", held)
        for row in await guests.listing(case.db, event.id)
    )


def router() -> Router:
    routes = Router(name="events")
    routes.callback_query.register(announce, On("sm.announce", 1), Acts(Role.DEPARTMENT), Private())
    return routes
