"""Messages to others about what somebody has just decided. They respect the quiet hours: nobody asked for them."""

from domain.people import Role
from handlers import quiet
from handlers.case import Case
from storage import people
from views.screen import Notice, Screen


async def department(case: Case, screen: Screen, key: str) -> tuple[Notice, ...]:
    """To everybody in the department."""
    return _each(case, [row["telegram_id"] for row in await people.staff(case.db, Role.DEPARTMENT)], screen, key)


async def school(case: Case, school_id: int, screen: Screen, key: str) -> tuple[Notice, ...]:
    """To every coordinator of a school."""
    staff = await people.staff(case.db, Role.COORDINATOR, school_id)
    return _each(case, [row["telegram_id"] for row in staff], screen, key)


def one(case: Case, chat: int, screen: Screen, key: str) -> Notice:
    return Notice(chat, screen, key=f"{key}:{chat}", not_before=quiet.wake(case))


def _each(case: Case, chats: list[int], screen: Screen, key: str) -> tuple[Notice, ...]:
    return tuple(one(case, chat, screen, key) for chat in chats)
