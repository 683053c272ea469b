"""What the department and its groups are told unasked: who has filed, who is late, how a period ended."""

from datetime import date, datetime, timedelta
from typing import Final

from domain import board as rules
from domain import reporting
from domain.municipality import Municipality
from domain.people import Role
from storage import board, broadcasts, debts, groups, notes, people, submissions, unproved, unsent, years
from storage.database import Transaction
from storage.instants import day, instant, moment
from views import summaries as views
from views.screen import Notice, Screen

PAUSE: Final = timedelta(minutes=10)  # between two announcements
TOLD: Final = "summaries.told"  # the note of the last announcement's instant
ENDED: Final = "summaries.ended:"  # and a period: the note of the date it was last summed up for
FRESH: Final = timedelta(days=60)  # a period that ended longer ago is no news


async def news(db: Transaction, now: datetime, town: Municipality, told: str | None) -> list[Notice]:
    """Schools that have filed or corrected: at once, or gathered while the last announcement is fresh.
    Where nobody could be told, they stay to be told. `told` is the note of the last announcement."""
    last = moment(told) if told else None
    if last and timedelta() <= now - last < PAUSE:
        return []  # without a look at them: this is asked after every batch
    filed = await submissions.unannounced(db)
    chats = await _chats(db) if filed else {}
    if not chats:
        return []
    await submissions.announced(db, [one.id for one in filed], now)
    await notes.put(db, TOLD, instant(now))
    boards = [await board.load(db, period, town.zone) for period in sorted({one.period for one in filed})]
    entries = [views.News(one, one.revision > 1 and last is not None and one.first_at <= last) for one in filed]
    newest = max(filed, key=lambda one: one.id)  # not the time: a clock set back tells it twice
    return _tell(chats, f"news:filed:{newest.id}.{newest.revision}", views.filed(entries, boards, town.zone))


async def hold(db: Transaction, until: datetime) -> None:
    """What could not leave before the quiet hours waits for their end; lists of late schools are counted anew."""
    await unsent.hold(db, ("news:", broadcasts.HELD), until)
    await unsent.take_back(db, await unsent.keys(db, "overdue:"))


async def overdue(db: Transaction, now: datetime, town: Municipality) -> list[Notice]:
    """On working mornings: how a period that has just ended turned out, and what is still owed."""
    today = now.astimezone(town.zone).date()
    calendar = await debts.calendar(db, town, today)
    chats = await _chats(db)
    if calendar.is_off(today) or not chats:
        return []
    notices: list[Notice] = []
    for due in await years.deadlines(db):
        fresh = due.ends_at <= now < due.ends_at + FRESH and rules.owed(due) and due.form in reporting.FORMS
        if fresh and await notes.get(db, ENDED + due.period) != str(due.effective):
            await notes.put(db, ENDED + due.period, str(due.effective))
            standing = await board.load(db, due.period, town.zone)
            notices += _tell(chats, f"news:ended:{due.period}:{due.effective}", views.ended(standing))
    late = await _late(db, now, today)
    return [*notices, *(_tell(chats, f"overdue:{today}", views.overdue(late)) if late else [])]


async def _late(db: Transaction, now: datetime, today: date) -> list[views.Late]:
    """Whoever owes most first, then whoever owes longest: the order of the board."""
    rows = [*await board.overdue(db, now), *await unproved.overdue(db, now)]
    by_school: dict[tuple[int, str], list[tuple[str, str, date]]] = {}
    for row in rows:
        owed = by_school.setdefault((row["number"], row["school"]), [])
        owed.append((row["roadmap_row"], row["period"], day(row["effective"])))
    order = sorted(
        (-len(owed), min(until for _, _, until in owed), number, school, sorted(owed))
        for (number, school), owed in by_school.items()
    )
    return [
        views.Late(school, tuple((row, period) for row, period, _ in owed), (today - oldest).days)
        for _, oldest, _, school, owed in order
    ]


async def _chats(db: Transaction) -> dict[int, bool]:
    """Where summaries go, and whether that is a person: only they can open what a button shows."""
    staff = await people.staff(db, Role.DEPARTMENT)
    persons = {row["telegram_id"]: True for row in staff if row["unreachable_since"] is None}
    return persons | dict.fromkeys(await groups.bound(db), False)


def _tell(chats: dict[int, bool], key: str, screen: Screen) -> list[Notice]:
    return [
        Notice(chat, screen if person else views.without_buttons(screen), f"{key}:{chat}")
        for chat, person in chats.items()
    ]
