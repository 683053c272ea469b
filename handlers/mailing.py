"""A broadcast as its people and its sender see it: the message, its preview, its report."""

from domain.broadcasts import Broadcast
from domain.people import EVERYTHING
from handlers.case import Case
from handlers.quiet import wake
from storage import audiences, broadcasts, files, receipts, schools
from views import broadcasts as views
from views import receipts as receipt_views
from views.screen import Reply, Screen


async def load(case: Case, broadcast_id: int) -> Broadcast:
    found = await broadcasts.get(case.db, broadcast_id)
    if found is None:
        raise LookupError(broadcast_id)
    return found


async def message(case: Case, one: Broadcast, *, reminds: bool = False) -> Screen:
    """What its people see."""
    paper = None if one.file_id is None else await files.get(case.db, EVERYTHING, one.file_id)
    if paper is not None and paper.state == "refused":
        paper = None  # its content turned out to be nothing that is sent on; the sender was told
    return views.message(one, paper, reminds)


async def preview(case: Case, one: Broadcast) -> Reply:
    """The message as it will look, and under it how many will have it."""
    whom = await audiences.people(case.db, one.audience, case.town, case.today)
    lost = sum(person["unreachable_since"] is not None for person in whom)
    where = views.audience(one, await schools.everyone(case.db))
    below = views.preview(one, where, len(whom) - lost, lost, wake(case), case.town.zone)
    return Reply((await message(case, one), below))


async def report(case: Case, one: Broadcast) -> Reply:
    """What became of it by now."""
    await receipts.settle(case.db, one)
    count = await receipts.count(case.db, one.id)
    whom = views.audience(one, await schools.everyone(case.db))
    return Reply((receipt_views.report(one, count, whom, case.town.zone),))
