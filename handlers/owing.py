"""What a school owes is about to change: each of its coordinators' reminders follow."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from domain.people import Role
from handlers.case import Case
from storage import people, reminders


@asynccontextmanager
async def changing(case: Case, school_id: int | None) -> AsyncIterator[None]:
    """Around the change; nobody is reminded of what the department itself has to do."""
    async with AsyncExitStack() as stack:
        for one in await people.staff(case.db, Role.COORDINATOR, school_id) if school_id else ():
            await stack.enter_async_context(reminders.changing(case.db, case.town, case.now, one["person_id"]))
        yield
