"""Whoever tries secrets at the door is slowed down and told so once; who tries many is seen."""

from datetime import datetime

from domain import guessing
from domain import reminders as rules
from domain.municipality import Municipality
from domain.people import Role
from storage import invitations, knocks, people
from storage.database import Transaction
from views import joining
from views.screen import Notice, Reply


async def look(
    db: Transaction, account: int, secret: str, now: datetime, town: Municipality
) -> invitations.Found | Reply:
    """The invitation behind a secret, or what is said where there is none."""
    if await shut_out(db, account, now, town):
        return Reply()
    return await invitations.find(db, secret, now) or await wrong(db, account, now, town)


async def shut_out(db: Transaction, account: int, now: datetime, town: Municipality) -> bool:
    """Who has to wait hears nothing, and whether a secret is right is not looked at meanwhile."""
    return guessing.shut_out(await knocks.last(db, knocks.who(town.key, account), guessing.MOST), now)


async def wrong(db: Transaction, account: int, now: datetime, town: Municipality) -> Reply:
    """What is said of a secret that opens nothing: used, expired, revoked, somebody else's and made up are alike."""
    await knocks.add(db, knocks.who(town.key, account), now)
    enough = await shut_out(db, account, now, town)
    return Reply((joining.too_many() if enough else joining.dead_link(),), await _report(db, now, town))


async def _report(db: Transaction, now: datetime, town: Municipality) -> tuple[Notice, ...]:
    """To everybody in the department, once a day and not at night; of the accounts nothing is said."""
    if await knocks.since(db, now - guessing.PAUSE) < guessing.MANY:
        return ()
    at = rules.sendable_at(now, town.zone, town.morning, town.quiet_from, town.quiet_until)
    today = at.astimezone(town.zone).date()
    staff = await people.staff(db, Role.DEPARTMENT)
    chats = [row["telegram_id"] for row in staff if row["unreachable_since"] is None]
    later = at if at > now else None
    return tuple(Notice(chat, joining.guessing(), f"guessing:{today}:{chat}", later) for chat in chats)
