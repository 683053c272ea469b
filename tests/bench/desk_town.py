"""The department's desk at its full size: 40 schools, 2,000 pairs, and a year in which everything has happened.

Written in bulk. Which school has done what follows from its number alone, so that two runs are alike.
"""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from domain import deadlines
from domain.forms.monitoring import MONITORING
from domain.forms.quality import COUNTED, GOOD, QUALITY, SATISFIED
from domain.people import Role
from domain.questionnaires import MENTOR_SCALES as MENTOR
from domain.questionnaires import SCALES as MENTEE
from domain.questionnaires import YES_NO
from domain.submissions import Due
from storage import people, years
from storage.database import Database, Transaction, Value
from storage.instants import instant
from tests.bench.crowd import FIRST
from tests.bench.town import ANSWERS, HEAD, TOWN, ZONE
from views.joining import CONSENT_VERSION

YEAR: Final = 2026
HALF: Final = "2026-H1"
BEGUN: Final = datetime(2026, 1, 12, 9, tzinfo=UTC)
NOW: Final = datetime(2026, 11, 24, 9, tzinfo=UTC)
SCHOOLS: Final = 40
PAIRS: Final = 2_000
MEETINGS: Final = 12  # of each pair
STATES: Final = ("submitted", "accepted", "accepted", "returned")
SHARES: Final = {question.key for question in (*SATISFIED, *GOOD)}
ASSESSED: Final = {key: "21 25" if key in SHARES else "6.2 7.8 25" for key in COUNTED} | {
    "weak": ["time_short", "own"],
    "weak_words": "наставники от завода заняты до вечера",
    "chances": ["partners", "seminars"],
    "threats": ["load"],
}
DRAFTED: Final = ("pupils", "mentees", "mentors")
NAMES: Final = ("МБОУ «Школа № {}»", "МАОУ «Гимназия № {}»", "Школа № {} посёлка Лесного", "Центр «Радуга» № {}")


async def build(path: Path, schools: int = SCHOOLS, pairs: int = PAIRS) -> None:
    """A town with a department, a coordinator and two mentors' accounts in each school, and its whole year."""
    database = await Database.open(path)
    async with database.transaction(apart=True) as db:
        head = await people.add(db, HEAD, "N", BEGUN)
        await people.appoint(db, head, Role.DEPARTMENT, BEGUN)
        dates = deadlines.of_year(YEAR, TOWN.policy, TOWN.calendar((2025, 2026, 2027)), ZONE)
        await years.activate(db, YEAR, list(dates), head, BEGUN, BEGUN.astimezone(ZONE).date())
        await _schools(db, schools)
        await _registry(db, schools, pairs)
        dues = await years.deadlines(db, YEAR)
        await _questionnaires(db)
        await _reports(db, schools, dues)
        await _papers(db, schools, dues)
        await _registries(db, schools)
        await _events(db, schools)
    await database.close()


def coordinator(school: int) -> int:
    """The person's id."""
    return school + 1


async def _schools(db: Transaction, many: int) -> None:
    now, numbers = instant(BEGUN), range(1, many + 1)
    await _insert(
        db,
        "schools (id, number, name, created_at)",
        [(n, n, NAMES[n % 4].format(n), instant(NOW - timedelta(20)) if n % 19 == 0 else now) for n in numbers],
    )
    await _insert(
        db,
        "people (id, telegram_id, name, consent_version, consented_at, active_role, created_at, unreachable_since)",
        [
            (coordinator(n), FIRST + n, f"N {n}", CONSENT_VERSION, now, n + 1, now, now if n % 13 == 0 else None)
            for n in numbers
        ],
    )
    await _insert(
        db,
        "roles (id, person_id, role, school_id, granted_at)",
        [(n + 1, coordinator(n), "coordinator", n, now) for n in numbers],
    )


async def _registry(db: Transaction, schools: int, pairs: int) -> None:
    """A mentor and a mentee for each pair; every eleventh is a draft, every fifth is over."""
    now, each = instant(BEGUN), [(n, n % schools + 1) for n in range(1, pairs + 1)]
    await _insert(
        db,
        "mentors (id, school_id, code, kind, name, place, consent, created_at)",
        [(n, s, f"Н{n}", "adult", f"M {n}", "завод", "№ 1" if n % 97 else None, now) for n, s in each],
    )
    await _insert(
        db,
        "mentees (id, school_id, code, grade, consent_kind, consent, created_at)",
        [(n, s, f"Ш{n}", "8Б", "both", "№ 2" if n % 89 else None, now) for n, s in each],
    )
    rows: list[tuple[Value, ...]] = []
    for n, s in each:
        state = "draft" if n % 11 == 0 else "completed" if n % 5 == 0 else "active"
        closed = ("2026-05-29", "проект защищён") if state == "completed" else (None, None)
        rows.append((n, s, "teacher-pupil", n, "цель", "2026-02-02", "2026-12-25", state, *closed, now))
    await _insert(
        db,
        "pairs (id, school_id, form, mentor_id, goal, starts_on, ends_on, state, closed_on, result, created_at)",
        rows,
    )
    await _insert(db, "pair_mentees (pair_id, mentee_id)", [(n, n) for n, _ in each])
    days = [date(2026, 11, 23) - timedelta(step * 7) for step in range(MEETINGS)]
    held = [(n, day.isoformat(), 45, coordinator(s), now) for n, s in each if n % 7 for day in days[s % 4 :]]
    await _insert(db, "meetings (pair_id, held_on, minutes, logged_by, logged_at)", held)


async def _questionnaires(db: Transaction) -> None:
    """Of every pair but drafts: both sides have answered before and after, within the first half-year."""
    for moment, day, rise in (("before", "2026-02-10", 0), ("after", "2026-06-10", 2)):
        for side, asked in (("mentee", MENTEE), ("mentor", MENTOR)):
            said: dict[str, int | bool] = dict.fromkeys(asked, 5 + rise)
            said |= dict.fromkeys(YES_NO if side == "mentee" else ("go_on",), True) if rise else {}
            await db.run(
                f"""INSERT INTO sheets (school_id, side, pair_id, mentee_id, moment, form, version, opened_at, due_on,
                        answers, filled_at, source)
                    SELECT school_id, :side, id, {"id" if side == "mentee" else "NULL"}, :moment, :side, 1, :at, :day,
                        :answers, :at, 'paper' FROM pairs WHERE state <> 'draft'""",
                side=side,
                moment=moment,
                at=f"{day}T09:00:00+00:00",
                day=day,
                answers=json.dumps(said),
            )


async def _reports(db: Transaction, schools: int, dues: list[Due]) -> None:
    """Most have filed what is over, some late, some not at all; of what is to come some have begun."""
    filed: list[tuple[Value, ...]] = []
    begun: list[tuple[Value, ...]] = []
    words = {form: json.dumps(said) for form, said in ((MONITORING.key, ANSWERS), (QUALITY.key, ASSESSED))}
    for due in (one for one in dues if one.form):
        for n in range(1, schools + 1):
            kind = (n * 7 + due.id) % 10
            if (due.ends_at < NOW and kind < 8) or kind < 2:
                late = kind == 1 and due.ends_at < NOW
                at = (
                    due.ends_at + timedelta(3 if late else -2 - kind)
                    if due.ends_at < NOW
                    else NOW - timedelta(kind + 1)
                )
                revision = 1 + (kind == 4)
                filed.append(
                    (
                        *(due.form, 1, n, due.period, words[due.form], "{}", STATES[kind % 4], revision),
                        *(
                            instant(at),
                            int(not late),
                            instant(at + timedelta(revision - 1)),
                            coordinator(n),
                            instant(at),
                        ),
                    )
                )
            elif kind == 8 and due.form == MONITORING.key:
                some = json.dumps({key: ANSWERS[key] for key in DRAFTED})
                begun.append(
                    (
                        *(MONITORING.key, MONITORING.version, f"{n}:{due.period}", n, some, "{}", "{}"),
                        *(coordinator(n), instant(NOW), instant(NOW)),
                    )
                )
    await _insert(
        db,
        "submissions (form, form_version, school_id, period, answers, reasons, state, revision, first_at, on_time,"
        " changed_at, by_person, announced_at)",
        filed,
    )
    await _insert(
        db,
        "drafts (form, version, subject, school_id, answers, kept, reasons, begun_by, begun_at, changed_at)",
        begun,
    )
    quality = next(due for due in dues if due.form == "quality" and due.ends_at < NOW)
    await _insert(
        db,
        "extensions (roadmap_row, period, school_id, until, ends_at, reason, by_person, at)",
        [
            (quality.row, quality.period, n, "2026-12-01", "2026-12-01T21:00:00+00:00", "ремонт", 1, instant(BEGUN))
            for n in range(1, schools + 1, 9)
        ],
    )


async def _papers(db: Transaction, schools: int, dues: list[Due]) -> None:
    rows: list[tuple[Value, ...]] = []
    for due in (one for one in dues if one.row in ("1.2", "1.4", "1.6")):
        for n in range(1, schools + 1):
            kind = (n * 3 + due.id) % 12
            if kind < 10:
                late = kind == 3
                at = instant(due.ends_at + timedelta(4 if late else -3 - kind % 5))
                agreed = "agreed" if kind < 8 else "returned" if kind == 9 else "filed"
                state = agreed if due.row == "1.4" else "filed"
                rows.append(
                    (due.row, due.period, n, state, str(n), "2026-09-01", at, int(not late), at, coordinator(n))
                )
    for row in ("1.1", "1.3"):
        at = "2026-09-09T09:00:00+00:00"
        rows.append((row, f"{YEAR}-Y", None, "filed", "101", "2026-09-08", at, 1, at, 1))
    await _insert(
        db,
        "evidence (roadmap_row, period, school_id, state, number, dated, first_at, on_time, changed_at, by_person)",
        rows,
    )


async def _registries(db: Transaction, schools: int) -> None:
    now, numbers = instant(BEGUN + timedelta(100)), range(1, schools + 1)
    each = [(n, k) for n in numbers for k in range(n % 5)]
    await _insert(
        db,
        "partners (school_id, name, agreement, agreed_on, valid_until, by_person, created_at, changed_at)",
        [
            (n, f"Партнёр {k}", str(k), "2026-02-02", "2026-06-01" if k == 3 else None, coordinator(n), now, now)
            for n, k in each
        ],
    )
    await _insert(
        db,
        "partner_confirmations (school_id, period, partners, by_person, at)",
        [(n, f"{YEAR}-Q{q}", 1, coordinator(n), instant(NOW - timedelta(90 * (4 - q)))) for n, q in each if q],
    )
    await _insert(
        db,
        "materials (school_id, title, words, link, by_person, created_at)",
        [(n, f"Материал {k}", " материал", "https://example.org", coordinator(n), now) for n, k in each],
    )
    await _insert(
        db,
        "publications (school_id, published_on, title, channel, by_person, created_at)",
        [(n, f"2026-0{k + 1}-15", f"Новость {k}", "site", coordinator(n), now) for n, k in each for _ in range(3)],
    )
    await _insert(
        db,
        "faults (school_id, kind, about, by_person, opened_at)",
        [(n, "other", "не открывается", coordinator(n), now) for n in numbers if n % 10 == 0],
    )


async def _events(db: Transaction, schools: int) -> None:
    now, numbers = instant(BEGUN), range(1, schools + 1)
    await db.run(
        """INSERT INTO events (id, roadmap_row, period, title, place, starts_at, audience, by_person, created_at,
               moved_at, announced_at) VALUES (1, '3.2', '2026-Q3', 'Семинар', 'зал', '2026-09-24T10:00:00+00:00',
               'coordinators', 1, :now, :now, :now)""",
        now=now,
    )
    await _insert(
        db,
        "event_guests (event_id, person_id, school_id, signed_at, attended)",
        [(1, coordinator(n), n, now, 1 if n % 3 else 0) for n in numbers if n % 4],
    )
    await db.run(
        """INSERT INTO contests (id, year, title, criteria, ends_on, ends_at, by_person, created_at, opened_at)
           VALUES (1, 2026, 'Конкурс', '["Польза"]', '2026-12-10', '2026-12-10T21:00:00+00:00', 1, :now, :now)""",
        now=now,
    )
    await _insert(
        db,
        "contest_entries (contest_id, school_id, title, about, files, by_person, created_at, changed_at)",
        [(1, n, "Практика", "о ней", "[]", coordinator(n), now, now) for n in numbers if n % 3 == 0],
    )
    await db.run(
        """INSERT INTO broadcasts (id, roadmap_row, period, audience, words, wants_receipt, by_person, created_at,
               sent_at) VALUES (1, '1.8', '2026-Y', 'coordinators', 'Положение', 1, 1, :at, :at)""",
        at="2026-11-09T09:00:00+00:00",
    )
    await _insert(
        db,
        "broadcast_people (broadcast_id, person_id, state, at, read_at)",
        [(1, coordinator(n), "sent", now, now if n % 2 else None) for n in numbers],
    )


async def _insert(db: Transaction, into: str, rows: list[tuple[Value, ...]]) -> None:
    if rows:
        await db.insert(f"INSERT INTO {into} VALUES {{}}", rows)
