"""A broadcast as its people and its sender see it: the message, its preview, its report."""

from domain.broadcasts import Broadcast
from domain.people import EVERYTHING
from handlers.case import Case
from handlers.quiet import wake
from storage import audiences, broadcasts, contests, events, files, receipts, schools, unsent
from views import broadcasts as views
from views import contests as contest_views
from views import events as event_views
from views import receipts as receipt_views
from views.screen import Notice, Reply, Screen


async def load(case: Case, broadcast_id: int) -> Broadcast:
    found = await broadcasts.get(case.db, broadcast_id)
    if found is None:
        raise LookupError(broadcast_id)
    return found


async def message(case: Case, one: Broadcast, *, reminds: bool = False) -> Screen:
    """What its people see."""
    if one.event_id is not None:
        event = await events.get(case.db, one.event_id)
        assert event
        return event_views.invitation(event, case.town.zone)
    if one.contest_id is not None:
        contest = await contests.get(case.db, one.contest_id)
        assert contest
        return contest_views.call(contest)
    paper = None if one.file_id is None else await files.get(case.db, EVERYTHING, one.file_id)
    if paper is not None and paper.state == "refused":
        paper = None  # its content turned out to be nothing that is sent on; the sender was told
    return views.message(one, paper, reminds)


async def holds(case: Case, one: Broadcast) -> bool:
    """Whether what a draft invites to is still to come."""
    if one.event_id is not None:
        event = await events.get(case.db, one.event_id)
        return event is not None and event.cancelled_at is None and case.now < event.starts_at
    if one.contest_id is not None:
        contest = await contests.get(case.db, one.contest_id)
        return contest is not None and case.now < contest.ends_at
    return True


async def renew(case: Case, *, event_id: int | None = None, contest_id: int | None = None) -> tuple[Notice, ...]:
    """What they invite to has changed: invitations that have not left yet say what holds now."""
    notices: list[Notice] = []
    for one in await broadcasts.sent_about(case.db, event_id=event_id, contest_id=contest_id):
        await receipts.settle(case.db, one)
        left = {*await unsent.keys(case.db, broadcasts.prefix(one))}
        waiting = {broadcasts.key(one, row["id"]): row for row in await receipts.people(case.db, one.id)}
        waiting = {key: row for key, row in waiting.items() if key in left and row["state"] == "queued"}
        await unsent.take_back(case.db, [*waiting])
        screen, held = await message(case, one), None if one.urgent else wake(case)
        notices += [Notice(row["telegram_id"], screen, key, held) for key, row in waiting.items()]
    return tuple(notices)


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
