"""The two bases of a school, or of all: mentees by code and mentors, each with their pairs."""

from datetime import datetime, tzinfo
from sqlite3 import Row

from domain.bases import Base, MenteeLine, MentorLine, Work
from domain.competences import COMPETENCE_LABELS, unpacked
from domain.pairs import State
from domain.people import Scope
from storage import profiles
from storage.database import Transaction
from storage.instants import day, maybe_day, moment

MENTOR = f"""x.kind, x.name, x.place, x.consent, {", ".join(f"x.{key}" for key in profiles.FIELDS)},
    (SELECT e.code FROM mentees e WHERE e.id = x.from_mentee) AS was"""
WITHIN = "(:school IS NULL OR x.school_id = :school) AND s.archived_at IS NULL"


async def load(db: Transaction, scope: Scope, zone: tzinfo) -> Base:
    """Everybody on the lists; somebody archived stays while a pair of theirs is in the base."""
    pairs = await _works(db, scope)
    members = await db.all(
        f"""SELECT pm.pair_id, pm.mentee_id, e.code FROM pair_mentees pm JOIN mentees e ON e.id = pm.mentee_id
            JOIN pairs x ON x.id = pm.pair_id JOIN schools s ON s.id = x.school_id WHERE {WITHIN} ORDER BY e.code""",
        school=scope.school_id,
    )
    by_mentee: dict[int, list[int]] = {}
    codes: dict[int, list[str]] = {}
    for row in members:
        by_mentee.setdefault(row["mentee_id"], []).append(row["pair_id"])
        codes.setdefault(row["pair_id"], []).append(row["code"])
    by_mentor: dict[int, list[int]] = {}
    for pair_id, row in pairs.items():
        by_mentor.setdefault(row["mentor_id"], []).append(pair_id)
    works = {pair_id: _work(row, tuple(codes.get(pair_id, ()))) for pair_id, row in pairs.items()}
    return Base(
        tuple(
            MenteeLine(
                row["number"], row["school"], row["code"], row["grade"], row["request"], row["consent"],
                _joined(row, zone), unpacked(row["wants"], COMPETENCE_LABELS), row["form"],
                tuple(works[one] for one in by_mentee.get(row["id"], ()) if one in works),
            )
            for row in await _people(db, scope, "mentees", "x.grade, x.request, x.consent, x.wants, x.form")
            if row["archived_at"] is None or by_mentee.get(row["id"])
        ),
        tuple(
            MentorLine(
                row["number"], row["school"], row["code"], row["kind"] == "pupil", row["name"], row["place"],
                row["consent"], _joined(row, zone), row["was"], profiles.profile(row),
                tuple(works[one] for one in by_mentor.get(row["id"], ())),
            )
            for row in await _people(db, scope, "mentors", MENTOR)
            if row["archived_at"] is None or by_mentor.get(row["id"])
        ),
    )  # fmt: skip


async def _people(db: Transaction, scope: Scope, table: str, columns: str) -> list[Row]:
    return await db.all(
        f"""SELECT x.id, s.number, s.name AS school, x.code, x.created_at, x.archived_at, {columns}
            FROM {table} x JOIN schools s ON s.id = x.school_id WHERE {WITHIN} ORDER BY s.number, x.code""",
        school=scope.school_id,
    )


async def _works(db: Transaction, scope: Scope) -> dict[int, Row]:
    rows = await db.all(
        f"""SELECT x.id, x.mentor_id, coalesce(m.name, m.code) AS mentor, m.place, x.form, x.starts_on, x.closed_on,
                x.state, x.result, x.story FROM pairs x JOIN mentors m ON m.id = x.mentor_id
                JOIN schools s ON s.id = x.school_id WHERE {WITHIN} ORDER BY x.starts_on, x.id""",
        school=scope.school_id,
    )
    return {row["id"]: row for row in rows}


def _work(row: Row, codes: tuple[str, ...]) -> Work:
    return Work(
        row["mentor"],
        row["place"],
        codes,
        row["form"],
        day(row["starts_on"]),
        maybe_day(row["closed_on"]),
        State(row["state"]),
        row["result"],
        row["story"] if row["closed_on"] else None,
    )


def _joined(row: Row, zone: tzinfo) -> datetime:
    return moment(row["created_at"]).astimezone(zone)
