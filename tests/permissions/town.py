"""A municipality for trying doors: two schools that keep one of everything, each in words of its own."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from domain.checkins import Wish, month
from domain.evidence import State as Evidence
from domain.filling import Draft
from domain.forms.monitoring import MONITORING
from domain.goals import Moment
from domain.pairs import State
from domain.papers import Sent
from domain.people import EVERYTHING, Person, Role
from domain.questionnaires import Side as Respondent
from domain.registry import Mentor
from domain.review import Step
from domain.school_days import Break
from handlers.express import VERBS as STEPS
from storage import (
    broadcasts,
    care,
    checkins,
    concern_duty,
    concerns,
    confirmations,
    consents,
    contests,
    drafts,
    entries,
    events,
    evidence,
    faults,
    files,
    goals,
    guests,
    imports,
    invitations,
    jury,
    materials,
    meetings,
    mentees,
    mentor_wishes,
    mentors,
    pairs,
    partners,
    people,
    publications,
    remarks,
    reviews,
    school_breaks,
    schools,
    sheet_links,
    sheet_opening,
    sheets,
    submissions,
    wishes,
    years,
)
from storage.database import Transaction
from tests.village import BEGIN, TOWN, Village, local
from views import joining

NOW: Final = local(date(2026, 11, 24))
TODAY: Final = NOW.date()
THEN: Final = NOW - timedelta(days=60)
PERIOD, NEXT = "2026-Q3", "2026-Q4"
HOLDER: Final = 7001  # a phone that answers a mentee's sheet
NOBODY: Final = 7002
DISMISSED: Final = 7003
IDLE: Final = 7005  # a mentor of the first school without a pair: what others there do is not theirs
MANY: Final = 7004  # a coordinator of the first school who mentors in a third

# Buttons that the walk from the menu does not come to, by the table whose rows they name.
OF_PAIR: Final = "pair_id IN (SELECT id FROM pairs WHERE school_id = :school)"
OF_SCHOOL: Final = {"meetings": OF_PAIR, "checkins": OF_PAIR, "mentor_wishes": OF_PAIR, "goals": OF_PAIR}
SEEDS: Final = {
    "concerns": ("cn.about:{id}:0", "cn.pair:{id}:{pair}"),
    "pairs": ("v.resume:{id}:{day}:45:once", "qs.list:{id}:0", "fd.card:pair:{id}"),
    "mentees": ("ma.page:{id}:0", "ma.next:{id}:0", "fd.card:mentee:{id}"),
    "meetings": ("v.done:{id}", "v.who:{id}:0", "v.came:{id}:{id}:1:0", "v.min:{id}:45", "v.topic:{id}:0"),
    "checkins": ("ck.pair:{id}", "ck.say:{id}:hard", "ck.wish:{id}:pause"),
    "mentor_wishes": ("ck.unwish:{id}", "at.keep:{id}"),
    "evidence": ("ev.file:{id}", "ev.log:{id}"),
    "partners": ("pt.file:{id}", "pt.undo:{id}:1", "pt.open:{id}"),
    "publications": ("pb.open:{id}", "pb.log:{id}:0", "pb.off?:{id}", "pb.off:{id}:1", "pb.undo:{id}:1"),
    "faults": ("nv.open:{id}", "nv.again:{id}:1"),
    "materials": ("lb.file:{id}", "lb.off:{id}"),
    "submissions": ("rv.log:{id}:0", "m.open:{id}", "dc.receipt:{id}"),
}


@dataclass
class Side:
    """One school and what identifies it: `mark` is a word that stands in all that is its own."""

    id: int
    mark: str
    code: str
    coordinator: Person
    mentor: Person
    pair: int = 0
    payload: str = ""
    secret: str = ""
    extra: list[str] = field(default_factory=list)  # buttons of messages that came unasked


@dataclass
class Fair:
    """The whole place, and who is who in it."""

    db: Transaction
    department: Person
    a: Side
    b: Side
    idle: Mentor


async def build(db: Transaction) -> Fair:
    village = Village(db)
    await village.activate(2026)
    department = await village.person(Role.DEPARTMENT, name="Вера Отделова")
    event, contest = await _common(db, department)
    sides = []
    for number, name, mark in ((21, "Школа Первая", "Агатов"), (43, "Школа Вторая", "Бериллов")):
        side = await _side(village, number, name, mark)
        sides.append(side)
        await _registry(db, side)
        await _care(db, side, department)
        await _papers(db, side, department)
        await events_and_entries(db, side, department, event, contest)
    idle = await _more_people(village, sides[0])
    letter = await broadcasts.get(
        db, await broadcasts.draft(db, department.id, NOW, audience="coordinators", words="Всем")
    )
    assert letter
    staff = [await db.one("SELECT * FROM people WHERE id = :id", id=one.coordinator.id) for one in sides]
    await broadcasts.send(db, letter, [row for row in staff if row], NOW, urgent=True)
    await broadcasts.draft(db, department.id, NOW, audience="mentors", words="Ещё не ушло")
    people_again = [await people.get(db, one.id) for one in (department, *(s.coordinator for s in sides))]
    assert all(people_again)
    return Fair(db, department, *sides, idle)


async def _common(db: Transaction, department: Person) -> tuple[int, int]:
    """What is everybody's by the order."""
    await school_breaks.add(db, Break("Осенние", date(2026, 10, 26), date(2026, 11, 3)), department.id, BEGIN)
    await concern_duty.appoint(db, department.post.id, department.id, BEGIN)
    event = await events.save(
        db,
        department.id,
        BEGIN,
        title="Семинар",
        about=None,
        place="Лицей",
        starts_at=NOW + timedelta(days=9),
        audience="everybody",
        period=None,
    )
    await events.announced(db, event, THEN)
    ends = date(2026, 12, 20)
    contest = await contests.save(
        db,
        2026,
        department.id,
        BEGIN,
        title="Лучшая практика",
        about=None,
        criteria=("Новизна", "Польза"),
        ends_on=ends,
        ends_at=local(ends, 23),
    )
    await contests.opened(db, contest, department.id, THEN)
    await materials.add(
        db,
        None,
        title="Памятка",
        about="Для всех",
        tags=("первая встреча",),
        file=None,
        link="https://nastavnik.example/1",
        by_person=department.id,
        now=BEGIN,
    )
    return event, contest


async def _side(village: Village, number: int, name: str, mark: str) -> Side:
    db = village.db
    school = await schools.add(db, name, BEGIN, number)
    coordinator = await village.person(Role.COORDINATOR, school.id, name=f"Анна {mark}а")
    known = await mentors.add(
        db, school.id, "adult", BEGIN, name=f"Пётр {mark}", place=f"завод «{mark}»", consent="№ 1"
    )
    person = await people.add(db, 5000 + number, f"Пётр {mark}", BEGIN)
    await consents.give(db, person, joining.CONSENT_VERSION, joining.CONSENT, BEGIN)
    await people.appoint(db, person, Role.MENTOR, BEGIN, school.id, known.id)
    await mentors.connect(db, known.id, person)
    mentor = await people.get(db, person)
    assert mentor
    return Side(school.id, mark, f"Ш{number}-", coordinator, mentor)


async def _registry(db: Transaction, side: Side) -> None:
    """Pairs in every state, one without a mentor in the bot, and what was met and planned in them."""
    by, mentor = side.coordinator.id, side.mentor.post.mentor_id
    pupil = await mentors.add(db, side.id, "pupil", THEN, name=None, place="10А", consent="№ 2")
    for turn, (whose, state) in enumerate(
        (
            (mentor, State.ACTIVE),
            (mentor, State.ACTIVE),
            (pupil.id, State.ACTIVE),
            (mentor, State.DRAFT),
            (pupil.id, State.PAUSED),
            (mentor, State.COMPLETED),
        )
    ):
        member = await mentees.add(
            db,
            side.id,
            THEN,
            grade="7А",
            request=f"запрос {side.mark}",
            consent_kind="both",
            consent=None if state is State.DRAFT else f"№ {side.mark}",
        )
        made = await pairs.add(
            db,
            side.id,
            form="teacher-pupil" if whose == mentor else "pupil-pupil",
            mentor_id=whose or 0,
            mentee_ids=[member.id],
            goal=f"цель {side.mark} {turn}",
            starts_on=THEN.date(),
            ends_on=TODAY + timedelta(days=200),
            order_no=f"№ {side.mark}",
            state=State.ACTIVE if state is State.COMPLETED else state,
            by_person=by,
            now=THEN,
        )
        side.pair = side.pair or made
        author = side.mentor.id if whose == mentor else by
        await meetings.log(db, made, TODAY - timedelta(days=20), author, NOW - timedelta(days=20), minutes=45)
        await meetings.log(db, made, TODAY, author, NOW - timedelta(hours=1), minutes=30)
        if state is State.COMPLETED and (pair := await pairs.get(db, EVERYTHING, made)):
            await pairs.move(
                db, pair, state, by, NOW, closed_on=TODAY, result=f"итог {side.mark}", story=f"случай {side.mark}"
            )
        await sheet_opening.keep(db, TODAY, NOW, made)
        for one in range(2):
            goal = await goals.put(db, made, f"шаг {side.mark} {one}", author, THEN)
            if not one and (put := await goals.get(db, goal)):
                await goals.rate(db, put, Moment.START, 4, author, NOW, TODAY)
    loose = await mentees.add(
        db, side.id, THEN, grade="8Б", request=f"просьба {side.mark}", consent_kind="both", consent="№ 9"
    )
    assert loose


async def _care(db: Transaction, side: Side, department: Person) -> None:
    mentor, by = side.mentor.id, side.coordinator.id
    await checkins.ask(db, await checkins.at_work(db, mentor), month(TODAY), NOW)
    await mentor_wishes.add(db, side.pair, Wish.TALK, mentor, NOW, f"поговорить {side.mark}")
    await mentor_wishes.add(db, side.pair, Wish.PAUSE, mentor, NOW)
    await care.add(db, side.pair, care.LATER, by, NOW, until=TODAY + timedelta(days=7))
    for who, role in ((mentor, Role.MENTOR), (by, Role.COORDINATOR)):
        told = await concerns.tell(db, who, role, side.id, f"тревога {side.mark}", NOW, TODAY)
        if role is Role.MENTOR and (one := await concerns.get(db, department.post.id, told)):
            await concerns.answer(db, one, f"ответ {side.mark}", department.id, NOW)
    asked = [one for one in await sheets.of_pair(db, EVERYTHING, side.pair) if one.side is Respondent.MENTEE]
    side.payload = await sheet_links.make(db, asked[0].id, by, NOW)
    link = await sheet_links.find(db, side.payload, NOW)
    assert link
    await sheet_links.claim(db, link, sheet_links.holder_of(TOWN.key, HOLDER if side.mark == "Агатов" else 7101), NOW)
    side.secret = await invitations.make(db, Role.COORDINATOR, side.id, by, NOW)
    mine, theirs = side.coordinator.post.id, side.mentor.post.id
    side.extra = [
        f"ho.stay:{side.id}",
        f"ho.leave?:{side.id}",
        f"ho.leave:{side.id}",
        f"at.from:{mine}:0",
        f"at.from:{mine}:{side.pair}",
        f"pt.from:{mine}:0",
        f"z.open:{mine}:{NEXT}",
        f"qs.from:{mine}",
        f"qs.from:{theirs}",
        f"ev.fix:{mine}:1.2:2026",
        f"gl.told:{theirs}:{side.pair}",
        f"ma.letter:{theirs}",
        f"v.as:{theirs}:{TODAY}:45",
        f"rv.go:{side.id}:wish:{NEXT}",
        f"join:{side.secret}",
        f"qs.go:{side.payload}",
        f"qs.a:{link.id}:useful:7",
        f"qs.b:{link.id}:useful",
        f"qs.c:{link.id}:useful",
        f"qs.d:{link.id}",
    ]


async def _papers(db: Transaction, side: Side, department: Person) -> None:
    """Reports of two quarters, one of them sent back; evidence with a file, registries, an import, open drafts."""
    by = side.coordinator
    for period, step in (("2026-Q1", Step.ACCEPT), ("2026-Q2", Step.RETURN), (PERIOD, None)):
        filed = await submissions.file(
            db,
            form=MONITORING.key,
            form_version=MONITORING.version,
            school_id=side.id,
            period=period,
            answers={"pupils": 640, "trouble": True, "trouble_text": f"беда {side.mark}"},
            reasons={},
            by_person=by.id,
            on_time=True,
            now=THEN,
        )
        if step is not None:
            await reviews.take(db, filed, 1, step, department.id, THEN, f"слово {side.mark}")
        if step is Step.RETURN:
            await remarks.add(db, filed, {"pupils": f"проверьте {side.mark}"}, department.id, THEN)
        side.extra += [f"rv.fix:{filed}:pupils", f"rv.mend:{filed}"]
    due = next(one for one in await years.deadlines(db) if one.period == NEXT and one.form == MONITORING.key)
    await wishes.add(db, due, side.id, due.nominal + timedelta(days=3), f"болезнь {side.mark}", by.id, NOW)
    for row in ("1.2", "1.4"):
        paper = await files.add(
            db, Sent("document", f"r{row}{side.id}", f"приказ {side.mark}.pdf", "application/pdf", 900), by, THEN
        )
        await files.kept(db, paper, f"{paper:064x}", 900)
        of = await evidence.due(db, row, 2026, side.id)
        assert of
        await evidence.file(
            db,
            of,
            side.id,
            state=Evidence.FILED,
            by_person=by.id,
            now=THEN,
            number=f"№ {side.mark}",
            dated=THEN.date(),
            file_id=paper,
            comment=f"пояснение {side.mark}",
        )
    for ended in (None, THEN.date()):
        await partners.add(
            db,
            side.id,
            {
                "name": f"ООО «{side.mark}»",
                "agreement": "7-с",
                "agreed_on": "2026-02-01",
                "valid_until": "2026-12-10",
                "gives_mentors": 1,
                "ended_on": ended and ended.isoformat(),
            },
            by.id,
            TODAY,
            THEN,
        )
    await confirmations.confirm(db, side.id, PERIOD, 1, by.id, THEN)
    await publications.add(
        db,
        side.id,
        {"published_on": "2026-11-02", "title": f"заметка {side.mark}", "channel": "site", "reach": 90},
        by.id,
        NOW,
    )
    for kind in ("missing", "other"):
        fault = await faults.report(db, side.id, kind, by.id, NOW)
        if kind == "other" and (one := await faults.get(db, EVERYTHING, fault)):
            await faults.describe(db, one, f"сбой {side.mark}", by.id, NOW)
        side.extra.append(f"nv.bad:{by.post.id}:{fault}:1")
    table = await files.add(
        db, Sent("document", f"i{side.id}", f"таблица {side.mark}.xlsx", "application/xlsx", 900), by, NOW
    )
    imported = await imports.add(db, table, by, NOW)
    side.extra += [f"im.go:{imported}", f"im.no:{imported}", f"im.report:{imported}"]
    await materials.add(
        db,
        side.id,
        title=f"Программа {side.id}",
        about=None,
        tags=("программа",),
        file=None,
        link="https://nastavnik.example/2",
        by_person=by.id,
        now=THEN,
    )
    shared = await drafts.open_one(
        db, MONITORING.key, MONITORING.version, f"{side.id}:{NEXT}", by, NOW, Draft({"pupils": 640})
    )
    own = await drafts.open_one(db, "name", 1, f"@{side.mentor.post.id}:me", side.mentor, NOW, Draft())
    for draft in (shared, own):
        for verb, parts in STEPS.items():
            rest = {0: "", 1: ":pupils", 2: ":pupils:5", 3: ":pupils:0:5"}[max(0, parts - 2)]
            if verb != "n":
                side.extra.append(f"f.{verb}:{draft.id}" + (f":{draft.revision}{rest}" if parts > 1 else ""))


async def events_and_entries(db: Transaction, side: Side, department: Person, event: int, contest: int) -> None:
    await guests.answer(db, event, side.coordinator.id, side.id, THEN, comes=True)
    entry = await entries.enter(
        db,
        contest,
        side.id,
        side.coordinator.id,
        NOW,
        title=f"опыт {side.mark}",
        about=f"рассказ {side.mark}",
        files=(),
    )
    await jury.name(db, contest, [department.id], department.id, NOW)
    await jury.score(db, entry, department.id, 0, 5, NOW)
    side.extra += [
        "ct.open",
        "pb.list:0",
        "pt.list:0",
        "pt.now",
        "nv.list:0",
        "bd.mine",
        "st.mine",
        "mt.open",
        f"ct.of:{TODAY.year}",
        f"ct.entry:{entry}",
        f"ct.file:{entry}:{entry}",
        f"ct.withdraw?:{entry}",
        f"ct.withdraw:{entry}",
        f"ct.judge:{contest}:0",
        f"ct.rate:{entry}:0",
        f"ct.score:{entry}:0:3",
        f"v.whose:{TODAY}:45:0",
        f"v.at:{TODAY}:45",
        f"z.day:{TODAY}:1",
        "bc.read:1",
        f"gr.half:{TODAY.year}-H2:0",
        f"gr.table:{TODAY.year}-H2",
        "qs.own:0",
    ]
    for table, verbs in SEEDS.items():
        for row in await db.all(
            f"SELECT id FROM {table} WHERE {OF_SCHOOL.get(table, 'school_id = :school')}", school=side.id
        ):
            side.extra += [verb.format(id=row["id"], pair=side.pair, day=TODAY) for verb in verbs]


async def _more_people(village: Village, a: Side) -> Mentor:
    """Returns the mentor without pairs."""
    db = village.db
    gone = await people.add(db, DISMISSED, "Бывшая Работница", BEGIN)
    await people.appoint(db, gone, Role.COORDINATOR, BEGIN, a.id)
    post = await db.value("SELECT id FROM roles WHERE person_id = :id", id=gone)
    await db.run("UPDATE roles SET revoked_at = :now WHERE id = :id", id=post, now=NOW.isoformat())
    idle = await mentors.add(db, a.id, "adult", BEGIN, name="Ольга Тихая", place=None, consent="№ 1")
    at_rest = await people.add(db, IDLE, "Ольга Тихая", BEGIN)
    await people.appoint(db, at_rest, Role.MENTOR, BEGIN, a.id, idle.id)
    await mentors.connect(db, idle.id, at_rest)
    third = await village.school("Школа Третья")
    known = await mentors.add(db, third, "adult", BEGIN, name="Олег Третьяков", place=None, consent="№ 1")
    many = await people.add(db, MANY, "Олег Третьяков", BEGIN)
    await people.appoint(db, many, Role.MENTOR, BEGIN, third, known.id)
    await mentors.connect(db, known.id, many)
    await people.appoint(db, many, Role.COORDINATOR, BEGIN, a.id)
    return idle
