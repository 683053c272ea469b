"""The same message to several people about what somebody has just done, and who they are."""

from collections.abc import Iterable

from domain.people import Role
from handlers import telling
from handlers.case import Case
from storage import people
from views.screen import Notice, Screen


def notices(case: Case, chats: Iterable[int], screen: Screen, key: str) -> tuple[Notice, ...]:
    """One for each chat, once, whatever happens twice: `key` is what it is about."""
    return tuple(telling.one(case, chat, screen, key) for chat in chats)


async def department(case: Case) -> list[int]:
    """The others of the department, where they can be reached."""
    return await chats(case, Role.DEPARTMENT)


async def chats(case: Case, role: Role, school_id: int | None = None) -> list[int]:
    """Everybody in a role, or at one school, but the one who acts."""
    staff = await people.staff(case.db, role, school_id)
    reachable = (row["telegram_id"] for row in staff if row["unreachable_since"] is None)
    return [chat for chat in dict.fromkeys(reachable) if chat != case.person.telegram_id]
