"""What the board of a year (row 5.1) is made of: one statement for each table, whatever the number of schools."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from sqlite3 import Row
from typing import Final

import orjson

from domain import drafted, reporting
from domain.control import Filing, Verdict
from domain.control_board import Measure
from domain.drafted import Draft
from domain.reminders import Begun
from storage.database import Transaction, Value
from storage.instants import day, instant, moment

Key = tuple[int, str, str]  # school, row, period
VERDICTS: Final = {
    "submitted": Verdict.WAITING,
    "accepted": Verdict.ACCEPTED,
    "returned": Verdict.RETURNED,
    "filed": Verdict.ACCEPTED,
    "agreed": Verdict.ACCEPTED,
}
HERE: Final = "(:school IS NULL OR {}.school_id = :school)"
SCHOOLS: Final = """
    SELECT s.id, s.number, s.name, s.created_at, coalesce(n.name, '') AS into_name,
        s.archived_at IS NOT NULL OR s.merged_into IS NOT NULL AS has_left
    FROM schools s LEFT JOIN schools n ON n.id = s.merged_into
    WHERE s.created_at < :ends AND (:school IS NULL OR s.id = :school) ORDER BY s.number"""
REACHABLE: Final = f"""
    SELECT DISTINCT r.school_id FROM roles r JOIN people p ON p.id = r.person_id
    WHERE r.role = 'coordinator' AND r.revoked_at IS NULL AND p.unreachable_since IS NULL AND {HERE.format("r")}"""
SUBMISSIONS: Final = f"""
    SELECT b.school_id, d.roadmap_row, b.period, b.state, b.revision, b.first_at, b.on_time, b.changed_at
    FROM deadlines d JOIN submissions b ON b.form = d.form AND b.period = d.period
    WHERE d.year = :year AND {HERE.format("b")}"""
EVIDENCE: Final = f"""
    SELECT e.id, coalesce(e.school_id, 0) AS school_id, e.roadmap_row, e.period, e.state, e.first_at, e.on_time,
        e.changed_at FROM evidence e WHERE e.period = :whole AND {HERE.format("e")}"""
CHANGES: Final = f"""
    SELECT h.evidence_id, h.at, h.after FROM evidence_history h JOIN evidence e ON e.id = h.evidence_id
    WHERE e.period = :whole AND h.before IS NOT NULL AND {HERE.format("e")} ORDER BY h.id"""
DRAFTS: Final = f"""
    SELECT f.school_id, d.roadmap_row, d.period, f.form, f.answers, f.kept, f.reasons
    FROM deadlines d JOIN drafts f ON f.form = d.form AND f.subject = f.school_id || ':' || d.period
    WHERE d.year = :year AND f.school_id IS NOT NULL AND {HERE.format("f")}"""
EXTENSIONS: Final = f"""
    SELECT x.school_id, x.roadmap_row, x.period, x.until, x.ends_at FROM extensions x
    JOIN deadlines d ON d.roadmap_row = x.roadmap_row AND d.period = x.period
    WHERE d.year = :year AND {HERE.format("x")}"""
CONFIRMATIONS: Final = f"""
    SELECT c.school_id, c.period, c.at FROM partner_confirmations c
    WHERE c.period BETWEEN :year || '-Q1' AND :year || '-Q4' AND {HERE.format("c")}"""
REGISTRIES: Final = f"""
    SELECT 'partners' AS what, a.school_id, count(*) AS many FROM partners a
    WHERE (a.agreed_on IS NULL OR a.agreed_on <= :day)
        AND (a.valid_until IS NULL OR a.valid_until >= :day) AND (a.ended_on IS NULL OR a.ended_on > :day)
        AND {HERE.format("a")} GROUP BY a.school_id
    UNION ALL SELECT 'materials', a.school_id, count(*) FROM materials a
    WHERE a.withdrawn_at IS NULL AND a.created_at >= :begins AND a.created_at < :ends AND a.school_id IS NOT NULL
        AND {HERE.format("a")} GROUP BY a.school_id
    UNION ALL SELECT 'publications', a.school_id, count(*) FROM publications a
    WHERE a.withdrawn_at IS NULL AND a.published_on BETWEEN :since AND :until AND {HERE.format("a")}
    GROUP BY a.school_id
    UNION ALL SELECT 'faults', a.school_id, count(*) FROM faults a
    WHERE a.closed_at IS NULL AND a.opened_at < :ends AND {HERE.format("a")} GROUP BY a.school_id"""
SEMINARS: Final = f"""
    SELECT e.period, g.school_id, count(g.person_id) AS signed, coalesce(sum(g.attended = 1), 0) AS came
    FROM events e LEFT JOIN event_guests g ON g.event_id = e.id AND g.left_at IS NULL AND {HERE.format("g")}
    WHERE e.roadmap_row = '3.2' AND e.announced_at IS NOT NULL AND e.cancelled_at IS NULL
    GROUP BY e.period, g.school_id"""
CONTEST: Final = f"""
    SELECT c.closed_at IS NULL AND c.ends_at > :now AS is_open, n.school_id, count(n.id) AS many FROM contests c
    LEFT JOIN contest_entries n ON n.contest_id = c.id AND n.withdrawn_at IS NULL AND {HERE.format("n")}
    WHERE c.year = :year AND c.opened_at IS NOT NULL GROUP BY c.id, n.school_id"""
READERS: Final = f"""
    SELECT b.sent_at, r.school_id, count(DISTINCT q.person_id) AS sent,
        count(DISTINCT CASE WHEN q.read_at IS NOT NULL THEN q.person_id END) AS has_read
    FROM broadcasts b LEFT JOIN broadcast_people q ON q.broadcast_id = b.id
    LEFT JOIN roles r ON r.person_id = q.person_id AND r.role = 'coordinator' AND r.revoked_at IS NULL
        AND {HERE.format("r")}
    WHERE b.id = (SELECT max(id) FROM broadcasts WHERE roadmap_row = '1.8' AND period = :whole
        AND sent_at IS NOT NULL AND undone_at IS NULL)
    GROUP BY b.id, r.school_id"""


@dataclass(slots=True)
class Sources:
    """Everything by school (0 stands for the department), with days already local."""

    schools: list[Row] = field(default_factory=list)
    joined: dict[int, date] = field(default_factory=dict)
    reachable: set[int] = field(default_factory=set)
    filings: dict[Key, Filing] = field(default_factory=dict)
    agreements: dict[int, Filing] = field(default_factory=dict)  # the department's word on a school's 1.4
    drafts: dict[Key, Begun] = field(default_factory=dict)
    extensions: dict[Key, tuple[date, datetime]] = field(default_factory=dict)  # the day, and when it ends
    confirmed: dict[int, dict[str, date]] = field(default_factory=dict)  # by period
    registries: dict[tuple[Measure, int], int] = field(default_factory=dict)
    seminars: dict[str, dict[int, tuple[int, int]]] = field(default_factory=dict)  # by period: signed up, came
    contest: dict[int, int] | None = None  # entries; None before there is one
    contest_open: bool = False
    published: date | None = None  # the document of row 1.8
    readers: dict[int, tuple[int, int]] = field(default_factory=dict)  # who has read it, of whom it was sent to


async def read(
    db: Transaction, year: int, begins: datetime, ends: datetime, now: datetime, zone: tzinfo, school_id: int | None
) -> Sources:
    """`begins` and `ends` are the instants of the year; agreements are looked at today, or at its end."""
    params: dict[str, Value] = {
        "school": school_id,
        "year": year,
        "whole": f"{year}-Y",
        "begins": instant(begins),
        "ends": instant(ends),
        "since": date(year, 1, 1).isoformat(),
        "until": date(year, 12, 31).isoformat(),
        "day": min(now.astimezone(zone).date(), date(year, 12, 31)).isoformat(),
        "now": instant(now),
    }

    def local(text: str) -> date:
        return moment(text).astimezone(zone).date()

    found = Sources(await db.all(SCHOOLS, **params))
    found.joined = {row["id"]: local(row["created_at"]) for row in found.schools}
    found.reachable = {row["school_id"] for row in await db.all(REACHABLE, **params)}
    for row in await db.all(SUBMISSIONS, **params):
        found.filings[_key(row)] = _filing(row, local, row["changed_at"] if row["revision"] > 1 else None)
    # Being agreed to or returned changes a paper too: corrected is what was filed once more.
    again = {
        row["evidence_id"]: row["at"]
        for row in await db.all(CHANGES, **params)
        if orjson.loads(row["after"])["state"] == "filed"
    }
    for row in await db.all(EVIDENCE, **params):
        found.filings[_key(row)] = _filing(row, local, again.get(row["id"]))
        if row["roadmap_row"] == "1.4" and row["state"] == "agreed":
            found.agreements[row["school_id"]] = Filing(local(row["changed_at"]), on_time=True)
    for row in await db.all(DRAFTS, **params):
        if begun := _begun(row):
            found.drafts[_key(row)] = begun
    for row in await db.all(EXTENSIONS, **params):
        found.extensions[_key(row)] = (day(row["until"]), moment(row["ends_at"]))
    for row in await db.all(CONFIRMATIONS, **params):
        found.confirmed.setdefault(row["school_id"], {})[row["period"]] = local(row["at"])
    for row in await db.all(REGISTRIES, **params):
        found.registries[Measure(row["what"]), row["school_id"]] = row["many"]
    for row in await db.all(SEMINARS, **params):
        guests = found.seminars.setdefault(row["period"], {})
        guests[row["school_id"] or 0] = (row["signed"], row["came"])
    for row in await db.all(CONTEST, **params):
        found.contest_open = bool(row["is_open"])
        found.contest = found.contest or {}
        found.contest[row["school_id"] or 0] = row["many"]
    for row in await db.all(READERS, **params):
        found.published = local(row["sent_at"])
        found.readers[row["school_id"] or 0] = (row["has_read"], row["sent"])
    return found


def _key(row: Row) -> Key:
    return row["school_id"], row["roadmap_row"], row["period"]


def _filing(row: Row, local: Callable[[str], date], corrected: str | None) -> Filing:
    again = local(corrected) if corrected else None
    return Filing(local(row["first_at"]), bool(row["on_time"]), VERDICTS[row["state"]], again)


def _begun(row: Row) -> Begun | None:
    """One that was opened and left without an answer has not begun; of a form unknown here answers are counted."""
    draft = Draft(*(orjson.loads(row[part]) for part in ("answers", "kept", "reasons")))
    form = reporting.FORMS.get(row["form"])
    done = len(drafted.submission(form, draft)) if form else len(draft.answers)
    if not done:
        return None
    return Begun(done, len(drafted.visible(form, draft.answers)) if form else done)
