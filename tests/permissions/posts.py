"""Everybody who tries the doors, with the posts they have, had and never had."""

from datetime import timedelta

from domain.checkins import month
from domain.pairs import State
from domain.people import Person, Role
from domain.registry import Mentor
from storage import checkins, entries, jury, mentees, mentors, pairs, people, sheet_opening
from storage.database import Transaction
from tests.permissions import fair
from tests.permissions.side import BOTH, DISMISSED, HOLDER, IDLE, JUROR, MANY, NOBODY, NOW, THEN, TODAY, TURNED, Side
from tests.permissions.who import Who
from tests.village import BEGIN, Village


async def fill(village: Village, department: Person, a: Side, b: Side) -> tuple[Who, ...]:
    db = village.db
    return (
        Who("coordinator of A", a.coordinator.telegram_id, a),
        Who("coordinator of B", b.coordinator.telegram_id, b),
        Who("mentor of A", a.mentor.telegram_id, a),
        Who("mentor of B", b.mentor.telegram_id, b),
        Who("holder of A's link", HOLDER, a),
        Who("holder of B's link", HOLDER + 100, b),
        Who("stranger", NOBODY),
        await _dismissed(db, a),
        await _idle(db, a),
        await _elsewhere(village, a),
        await _both(db, a, b, BOTH, acts=Role.COORDINATOR),
        await _both(db, a, b, TURNED, acts=Role.MENTOR),
        await _juror(db, department, a, b),
    )


async def _dismissed(db: Transaction, a: Side) -> Who:
    gone = await people.add(db, DISMISSED, "Бывшая Работница", BEGIN)
    await people.appoint(db, gone, Role.COORDINATOR, BEGIN, a.id)
    post = await db.value("SELECT id FROM roles WHERE person_id = :id", id=gone)
    await db.run("UPDATE roles SET revoked_at = :now WHERE id = :id", id=post, now=NOW.isoformat())
    return Who("dismissed of A", DISMISSED)


async def _idle(db: Transaction, a: Side) -> Who:
    """A mentor without pairs: what others at their school do is not theirs."""
    idle, person = await _mentor(db, a.id, IDLE, "Ольга Тихая")
    post = await db.value("SELECT id FROM roles WHERE person_id = :id", id=person)
    return Who(
        "mentor of A without pairs", IDLE, None, (f"f.n:profile:{idle.id}",), (idle.code,), (("roles", int(post)),)
    )


async def _elsewhere(village: Village, a: Side) -> Who:
    _, person = await _mentor(village.db, await village.school("Школа Третья"), MANY, "Олег Третьяков")
    await people.appoint(village.db, person, Role.COORDINATOR, BEGIN, a.id)
    return Who("coordinator of A, mentor elsewhere", MANY, a)


async def _both(db: Transaction, a: Side, b: Side, chat: int, *, acts: Role) -> Who:
    """At the other school one pair is theirs, and nothing else."""
    known, person = await _mentor(db, b.id, chat, "Олег Четвёртов")
    member = await mentees.add(db, b.id, THEN, grade="7А", request="запрос", consent_kind="both", consent="№ 5")
    pair = await pairs.add(
        db,
        b.id,
        form="teacher-pupil",
        mentor_id=known.id,
        mentee_ids=[member.id],
        goal="цель",
        starts_on=THEN.date(),
        ends_on=TODAY + timedelta(days=200),
        order_no="№ 5",
        state=State.ACTIVE,
        by_person=b.coordinator.id,
        now=THEN,
    )
    await checkins.ask(db, await checkins.at_work(db, person), month(TODAY), NOW)
    await sheet_opening.keep(db, TODAY, NOW, pair)
    mentoring = await db.value("SELECT id FROM roles WHERE person_id = :id", id=person)
    await people.appoint(db, person, Role.COORDINATOR, BEGIN, a.id)
    if acts is Role.MENTOR:
        await people.act_as(db, person, mentoring)
    return Who(
        f"coordinator of A and mentor at B, acts as {acts}",
        chat,
        a,
        (f"v.as:{mentoring}:{TODAY}:45", f"gl.told:{mentoring}:{pair}", f"qs.from:{mentoring}", f"v.pair:{pair}"),
        (member.code, known.code),
        (("pairs", pair), ("mentors", known.id), ("mentees", member.id)),
    )


async def _juror(db: Transaction, department: Person, a: Side, b: Side) -> Who:
    """Sees what is to be judged of other schools: an application, and nothing of the school around it."""
    person = await people.add(db, JUROR, "Судья Строгая", BEGIN)
    await people.appoint(db, person, Role.COORDINATOR, BEGIN, a.id)
    contest = await fair.contest(db, department, 2025, ends=TODAY - timedelta(days=9))
    filed = {
        side.id: await entries.enter(
            db, contest, side.id, side.coordinator.id, THEN, title="опыт", about="рассказ", files=()
        )
        for side in (a, b)
    }
    await jury.name(db, contest, [person], department.id, THEN)
    seen = (
        f"ct.judge:{contest}:0",
        f"ct.entry:{filed[b.id]}",
        f"ct.rate:{filed[b.id]}:0",
        f"ct.score:{filed[b.id]}:0:3",
    )
    return Who("coordinator of A on the jury", JUROR, a, seen)


async def _mentor(db: Transaction, school: int, chat: int, name: str) -> tuple[Mentor, int]:
    """In the base and in the bot."""
    known = await mentors.add(db, school, "adult", BEGIN, name=name, place=None, consent="№ 1")
    person = await people.add(db, chat, name, BEGIN)
    await people.appoint(db, person, Role.MENTOR, BEGIN, school, known.id)
    await mentors.connect(db, known.id, person)
    return known, person
