"""What schools owe, in the eyes of each coordinator, and the calendar it is counted by."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.forms.monitoring import MONITORING
from domain.municipality import Municipality
from domain.people import Role
from domain.periods import Period
from domain.reminders import Debt
from domain.workdays import WorkCalendar
from storage import board, drafts, years
from storage.database import Transaction, day, moment

HORIZON: Final = timedelta(days=60)  # no reminder comes earlier before its date, whatever the holidays


@dataclass(frozen=True, slots=True)
class Owing:
    """A debt in the eyes of one coordinator: `post` is the role they owe it in."""

    person_id: int
    telegram_id: int
    post: int
    school: str
    nominal: date
    debt: Debt


async def calendar(db: Transaction, town: Municipality, today: date) -> WorkCalendar:
    """The production calendar around today, with the department's own word on single days."""
    return town.calendar(range(today.year - 1, today.year + 2)).with_overrides(await years.overrides(db))


async def owing(db: Transaction, town: Municipality, today: date) -> list[Owing]:
    """Everything that can be said today, by person. People out of reach owe nothing until they are back:
    then the newest reminder goes out and the others are missed."""
    rows = await db.all(
        f"""SELECT p.id AS person_id, p.telegram_id, r.id AS post, r.granted_at, s.id AS school_id, s.name AS school,
                d.roadmap_row, d.period, d.nominal, d.effective, d.since
            FROM {board.OWED} JOIN roles r ON r.school_id = s.id AND r.role = :role AND r.revoked_at IS NULL
            JOIN people p ON p.id = r.person_id AND p.unreachable_since IS NULL
            WHERE {board.STILL} AND d.effective <= :horizon ORDER BY p.id, d.effective, s.number""",
        form=MONITORING.key,
        role=Role.COORDINATOR.value,
        horizon=(today + HORIZON).isoformat(),
    )
    begun = {period: await drafts.begun(db, MONITORING.key, period) for period in {row["period"] for row in rows}}
    return [
        Owing(
            row["person_id"],
            row["telegram_id"],
            row["post"],
            row["school"],
            day(row["nominal"]),
            Debt(
                key(row["roadmap_row"], row["period"], row["school_id"]),
                row["roadmap_row"],
                Period.parse(row["period"]),
                row["school_id"],
                day(row["effective"]),
                board.progress(begun[row["period"]].get(row["school_id"])),
                begins(day(row["since"]), row["granted_at"], town),
            ),
        )
        for row in rows
    ]


async def expected(db: Transaction, school_id: int, period: str) -> bool:
    """Whether the school owes this quarter, or owed it before it filed."""
    return bool(
        await db.value(
            f"SELECT 1 FROM {board.OWED} WHERE {board.IN_FORCE} AND d.period = :period AND s.id = :school",
            form=MONITORING.key,
            period=period,
            school=school_id,
        )
    )


def key(row: str, period: str, school_id: int) -> str:
    """What a debt is called in the tables."""
    return f"{row}:{period}:{school_id}"


def begins(since: date, granted_at: str, town: Municipality) -> date:
    """The first day on which a coordinator is reminded: dates in force, and they in their post."""
    return max(since, moment(granted_at).astimezone(town.zone).date())
