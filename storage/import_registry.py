"""The registry as an import compares with it, and the writing of what an import comes to."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.imports.registry import Mentee, Mentor, Pair, Plan, Registry, School
from domain.pairs import State
from domain.school_life import What
from storage import school_life
from storage.database import Transaction, Value
from storage.instants import day, instant

OF = "(SELECT id FROM schools WHERE number = :school)"


async def load(db: Transaction, own: int | None) -> Registry:
    """Everything, or one school's by its number."""
    within = "s.archived_at IS NULL AND (:own IS NULL OR s.number = :own)"
    schools = await db.all(
        """SELECT number, name, next_mentee, next_mentor, archived_at IS NOT NULL AS archived FROM schools s
           WHERE :own IS NULL OR number = :own ORDER BY number""",
        own=own,
    )
    mentors = await db.all(
        f"""SELECT m.code, s.number, m.kind, m.name, m.place, m.consent, m.competences, m.ages, m.forms, m.hours,
                m.places FROM mentors m
            JOIN schools s ON s.id = m.school_id WHERE {within} ORDER BY m.id""",
        own=own,
    )
    mentees = await db.all(
        f"""SELECT e.code, s.number, e.list_no, e.grade, e.request, e.consent_kind, e.consent, e.wants
            FROM mentees e
            JOIN schools s ON s.id = e.school_id WHERE {within} ORDER BY e.id""",
        own=own,
    )
    pairs = await db.all(
        f"""SELECT p.id, s.number, p.form, m.code AS mentor, p.goal, p.starts_on, p.ends_on, p.order_no, p.state
            FROM pairs p JOIN schools s ON s.id = p.school_id JOIN mentors m ON m.id = p.mentor_id
            WHERE {within} ORDER BY p.id""",
        own=own,
    )
    members: dict[int, list[str]] = {}
    for row in await db.all(
        f"""SELECT pm.pair_id, e.code FROM pair_mentees pm JOIN mentees e ON e.id = pm.mentee_id
            JOIN pairs p ON p.id = pm.pair_id JOIN schools s ON s.id = p.school_id WHERE {within}""",
        own=own,
    ):
        members.setdefault(row["pair_id"], []).append(row["code"])
    return Registry(
        tuple(School(row[0], row[1], row[2], row[3], bool(row[4])) for row in schools),
        tuple(Mentor(*row) for row in mentors),
        tuple(Mentee(*row) for row in mentees),
        tuple(
            Pair(
                row["id"],
                row["number"],
                row["form"],
                row["mentor"],
                frozenset(members.get(row["id"], ())),
                row["goal"],
                day(row["starts_on"]),
                day(row["ends_on"]),
                row["order_no"],
                State(row["state"]),
            )
            for row in pairs
        ),
        int(await db.value("SELECT coalesce(max(id), 0) + 1 FROM pairs")),
    )


async def write(db: Transaction, plan: Plan, by_person: int, now: datetime) -> None:
    """All of it; the registry must still be the one the plan was made against."""
    at = instant(now)
    await db.run_many(
        """INSERT INTO schools (number, name, next_mentee, next_mentor, created_at)
           VALUES (:number, :name, :next_mentee, :next_mentor, :now)""",
        [{**_school(one), "now": at} for one in plan.new_schools],
    )
    for one in plan.schools:
        await _rename(db, one, by_person, now)
    await db.run_many(
        """UPDATE schools SET name = :name, next_mentee = :next_mentee, next_mentor = :next_mentor
           WHERE number = :number""",
        [_school(one) for one in plan.schools],
    )
    await db.run_many(
        f"""INSERT INTO mentors (school_id, code, kind, name, place, consent, competences, ages, forms, hours, places,
            created_at) VALUES ({OF}, :code, :kind, :name, :place, :consent, :competences, :ages, :forms, :hours,
            :places, :now)""",
        [{**_mentor(one), "kind": one.kind, "school": one.school, "now": at} for one in plan.new_mentors],
    )
    await db.run_many(
        """UPDATE mentors SET name = :name, place = :place, consent = :consent, competences = :competences,
           ages = :ages, forms = :forms, hours = :hours, places = :places WHERE code = :code""",
        [_mentor(one) for one in plan.mentors],
    )
    await db.run_many(
        f"""INSERT INTO mentees (school_id, code, list_no, grade, request, consent_kind, consent, wants, created_at)
            VALUES ({OF}, :code, :list_no, :grade, :request, :consent_kind, :consent, :wants, :now)""",
        [{**_mentee(one), "school": one.school, "now": at} for one in plan.new_mentees],
    )
    await db.run_many(
        """UPDATE mentees SET list_no = :list_no, grade = :grade, request = :request, consent_kind = :consent_kind,
           consent = :consent, wants = :wants WHERE code = :code""",
        [_mentee(one) for one in plan.mentees],
    )
    await _pairs(db, plan, by_person, at)


async def told(db: Transaction, pairs: Sequence[Pair]) -> Mapping[int, int]:
    """Where to write to the mentors of new pairs at work, and how many they have got; those who use the bot."""
    counts: dict[str, int] = {}
    for pair in pairs:
        if pair.state is State.ACTIVE:
            counts[pair.mentor] = counts.get(pair.mentor, 0) + 1
    rows = await db.all(
        """SELECT m.code, p.telegram_id FROM mentors m JOIN people p ON p.id = m.person_id
           WHERE p.unreachable_since IS NULL"""
    )
    return {row["telegram_id"]: counts[row["code"]] for row in rows if row["code"] in counts}


async def _rename(db: Transaction, one: School, by_person: int, now: datetime) -> None:
    row = await db.one("SELECT id, name FROM schools WHERE number = :number", number=one.number)
    if row is not None and row["name"] != one.name:
        await school_life.record(db, row["id"], What.RENAMED, by_person, now, row["name"], one.name)


async def _pairs(db: Transaction, plan: Plan, by_person: int, at: str) -> None:
    await db.run_many(
        f"""INSERT INTO pairs (id, school_id, form, mentor_id, goal, starts_on, ends_on, order_no, state, created_at)
            VALUES (:id, {OF}, :form, (SELECT id FROM mentors WHERE code = :mentor), :goal, :starts, :ends, :order_no,
            :state, :now)""",
        [
            {**_pair(one), "school": one.school, "mentor": one.mentor, "state": one.state.value, "now": at}
            for one in plan.new_pairs
        ],
    )
    await db.run_many(
        "INSERT INTO pair_mentees (pair_id, mentee_id) VALUES (:pair, (SELECT id FROM mentees WHERE code = :code))",
        [{"pair": one.id, "code": code} for one in plan.new_pairs for code in sorted(one.mentees)],
    )
    await db.run_many(
        "INSERT INTO pair_events (pair_id, at, by_person, before, after) VALUES (:pair, :now, :by, NULL, :state)",
        [{"pair": one.id, "now": at, "by": by_person, "state": one.state.value} for one in plan.new_pairs],
    )
    await db.run_many(
        """UPDATE pairs SET form = :form, goal = :goal, starts_on = :starts, ends_on = :ends, order_no = :order_no,
           revision = revision + 1 WHERE id = :id""",
        [_pair(one) for one in plan.pairs],
    )


def _school(one: School) -> dict[str, Value]:
    return {
        "number": one.number,
        "name": one.name,
        "next_mentee": one.next_mentee,
        "next_mentor": one.next_mentor,
    }


def _mentor(one: Mentor) -> dict[str, Value]:
    return {
        "code": one.code,
        "name": one.name,
        "place": one.place,
        "consent": one.consent,
        "competences": one.competences,
        "ages": one.ages,
        "forms": one.forms,
        "hours": one.hours,
        "places": one.places,
    }


def _mentee(one: Mentee) -> dict[str, Value]:
    return {
        "code": one.code,
        "list_no": one.list_no,
        "grade": one.grade,
        "request": one.request,
        "consent_kind": one.consent_kind,
        "consent": one.consent,
        "wants": one.wants,
    }


def _pair(one: Pair) -> dict[str, Value]:
    return {
        "id": one.id,
        "form": one.form,
        "goal": one.goal,
        "starts": one.starts_on.isoformat(),
        "ends": one.ends_on.isoformat(),
        "order_no": one.order_no,
    }
