"""A sample municipality: six invented schools, last quarter filed, pairs at work. Nobody in it is real."""

from datetime import datetime, timedelta
from typing import Final

from bot.sandbox import (
    sample_matching,
    sample_mentors,
    sample_plans,
    sample_quality,
    sample_registries,
    sample_results,
    sample_sheets,
)
from domain import deadlines
from domain.checkins import Answer, month
from domain.forms.monitoring import MONITORING
from domain.municipality import Municipality
from domain.pairs import State
from domain.people import Role
from domain.registry import School
from domain.submissions import Due
from storage import (
    checkins,
    consents,
    figures,
    meetings,
    mentees,
    mentors,
    pairs,
    people,
    schools,
    submissions,
    week_told,
    years,
)
from storage.database import Transaction
from views import joining

DEPARTMENT: Final = (101, "Ольга Берёзкина")
GROUP: Final = (-1001, "Наставничество: сводки")
PLAYERS: Final = (
    (*DEPARTMENT, "Управление образования"),
    (201, "Анна Рябинина", "Куратор, школа № 1"),
    (301, "Игорь Дубравин", "Наставник, школа № 1"),
)
NEWCOMERS: Final = ((202, "Павел Кленов"), (302, "Вера Осокина"))
# Everybody else has a chat with the bot, but no phone on the first view of the page.
OTHERS: Final = ((211, "Мария Ольхина"), (212, "Сергей Ивушкин"), (213, "Нина Вязова"), (214, "Лидия Тополева"))
SCHOOLS: Final = (
    # name, pupils 10-19, pairs, coordinator
    ("Школа № 1", 640, 6, 201),
    ("Школа № 2 «Родник»", 480, 4, 211),
    ("Гимназия № 3", 720, 7, 212),
    ("Школа № 4 «Заречная»", 310, 3, 213),
    ("Дом творчества «Радуга»", 900, 5, 214),
    ("Школа № 6 посёлка Лесного", 150, 2, None),
)
MENTORS: Final = (
    ("Игорь Дубравин", "МБОУ «Школа № 1»"),
    ("Тамара Липова", "завод «Маяк»"),
    ("Роман Соснин", "библиотека"),
    ("Елена Полевая", "детский технопарк"),
    ("Олег Снегирёв", "дом культуры"),
    ("Марина Лугова", "МБОУ «Школа № 1»"),
    ("Юрий Камышов", "пожарная часть"),
)
MEN: Final = ("Игорь", "Роман", "Олег", "Юрий")
GOALS: Final = (
    "подготовить проект к весенней конференции",
    "подтянуть математику до четвёрки",
    "выбрать профессию и колледж",
    "освоиться в новой школе",
)
FORMS: Final = ("teacher-pupil", "employer-pupil", "student-pupil", "pupil-pupil")


async def fill(db: Transaction, town: Municipality, now: datetime) -> None:
    """Nothing where there is a school already."""
    if await schools.everyone(db):
        return
    today = now.astimezone(town.zone).date()
    head = await people.add(db, DEPARTMENT[0], DEPARTMENT[1], now)
    await consents.give(db, head, joining.CONSENT_VERSION, joining.CONSENT, now)
    post = await people.appoint(db, head, Role.DEPARTMENT, now)
    # The year under way, the one before for its last quarter, and in December the next one.
    for year in {today.year, (now - timedelta(100)).year, (now + timedelta(60)).year}:
        dates = deadlines.of_year(year, town.policy, town.calendar((year - 1, year, year + 1)), town.zone)
        await years.activate(db, year, list(dates), head, now, today)
    authors = {}
    for place, (name, pupils, many, coordinator) in enumerate(SCHOOLS):
        school = await schools.add(db, name, now)
        author = head
        if coordinator is not None:
            known = {number: who for number, who, *_ in (*PLAYERS, *OTHERS)}
            author = await people.add(db, coordinator, known[coordinator], now)
            await consents.give(db, author, joining.CONSENT_VERSION, joining.CONSENT, now)
            await people.appoint(db, author, Role.COORDINATOR, now, school.id)
        await _registry(db, school, many, author, now)
        await _filed(db, town, school, place, pupils, author, now)
        authors[school.number] = (school.id, author)
    await sample_registries.fill(db, authors, head, now)
    await sample_plans.fill(db, authors, head, post, now)
    mentor = await people.find(db, PLAYERS[2][0])
    if mentor and mentor.post.school_id:
        await sample_mentors.seminar(db, town, head, mentor.id, mentor.post.school_id, now)
    await week_told.add(db, today, [row["person_id"] for row in await people.staff(db, Role.COORDINATOR)])
    await sample_sheets.fill(db, authors, now)
    await sample_results.fill(db, town, authors, today, now)
    await sample_matching.fill(db, authors, now)
    await sample_quality.fill(db, authors, now)


async def _registry(db: Transaction, school: School, many: int, by: int, now: datetime) -> None:
    """Pairs that began two months ago and meet every eleven days; every third of them has ceased to."""
    today = now.date()
    for n in range(many):
        name, place = MENTORS[n % len(MENTORS)]
        adult = FORMS[n % len(FORMS)] != "pupil-pupil"
        mentor = await mentors.add(
            db,
            school.id,
            "adult" if adult else "pupil",
            now,
            name=(name if school.number == 1 else _namesake(name, school.number)) if adult else None,
            place=place if adult else "10А",
            consent=f"№ {n + 1} от {today - timedelta(70):%d.%m.%Y}",
        )
        mentee = await mentees.add(
            db,
            school.id,
            now,
            grade=f"{5 + n % 6}{'АБ'[n % 2]}",
            consent_kind="both",
            consent=f"№ {n + 11} от {today - timedelta(68):%d.%m.%Y}",
        )
        pair = await pairs.add(
            db,
            school.id,
            form=FORMS[n % len(FORMS)],
            mentor_id=mentor.id,
            mentee_ids=[mentee.id],
            goal=GOALS[n % len(GOALS)],
            starts_on=today - timedelta(60),
            ends_on=today + timedelta(180),
            order_no=f"№ {school.number}-н",
            state=State.ACTIVE,
            by_person=by,
            now=now - timedelta(60),
        )
        last = 30 if n % 3 == 1 else 3
        for back in reversed(range(n % 3 + 2)):
            await meetings.log(db, pair, today - timedelta(last + 11 * back), by, now, minutes=45)
        if school.number == 1 and n == 0:
            person = await people.add(db, PLAYERS[2][0], PLAYERS[2][1], now)
            await consents.give(db, person, joining.CONSENT_VERSION, joining.CONSENT, now)
            await people.appoint(db, person, Role.MENTOR, now, school.id, mentor.id)
            await mentors.connect(db, mentor.id, person)
            await checkins.ask(db, [pair], month(today), now - timedelta(20))
            (asked,) = await checkins.of_month(db, month(today), person)
            await checkins.answer(db, [asked.checkin.id], Answer.GOOD, person, now)


async def _filed(
    db: Transaction, town: Municipality, school: School, place: int, pupils: int, by: int, now: datetime
) -> None:
    """Every quarter before now, one school late once."""
    passed = [due for due in await years.deadlines(db, form=MONITORING.key) if due.ends_at < now]
    for back, due in enumerate(reversed(passed)):
        late = back == 1 and place == 3
        filed_at = due.ends_at + timedelta(days=2) if late else due.ends_at - timedelta(days=1 + place, hours=9)
        counts = await figures.school(db, school.id, now.date(), now.date())
        await _file(db, school, due, pupils, max(1, counts["pairs"] - back), by, filed_at)


async def _file(db: Transaction, school: School, due: Due, pupils: int, many: int, by: int, filed_at: datetime) -> None:
    answers = {
        "pupils": pupils,
        "mentees": many,
        "mentors": many,
        "mentor_pupils": many // 4,
        "pairs": many,
        "begun": min(many, 2),
        "completed": 0,
        "stopped": 0,
        "meetings": many * 6,
        "young": 2,
        "young_mentees": 1,
        "partners": 1 + school.number % 3,
        "publications": 2 + school.number % 4,
        "trouble": False,
    }
    filed = await submissions.file(
        db,
        form=MONITORING.key,
        form_version=MONITORING.version,
        school_id=school.id,
        period=due.period,
        answers=answers,
        reasons={},
        by_person=by,
        on_time=deadlines.on_time(filed_at, due.ends_at),
        now=filed_at,
    )
    await submissions.announced(db, [filed], filed_at)


def _namesake(name: str, number: int) -> str:
    """Other schools have other people: another invented surname with the same first name."""
    first = name.split()[0]
    surname = ("Яблонев", "Орехов", "Калинов", "Ясенев", "Рощин")[number % 5]
    return f"{first} {surname}{'' if first in MEN else 'а'}"
