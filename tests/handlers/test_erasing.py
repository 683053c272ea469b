"""The department erases: a person with a reason, a school or a year by two of them after a backup."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from sqlite3 import IntegrityError
from typing import Any

import pytest

from bot.sandbox import sample
from domain.forms.monitoring import MONITORING
from domain.health import LastCopy
from domain.people import Role
from handlers.case import Case
from storage import backups, board, doomed, erasures, mentees, people, school_life, schools, years
from storage.database import Database, Transaction
from tests.handlers.conftest import NOW
from tests.handlers.phone import Line, actions, say, shown, tap
from tests.handlers.taps import press, pressed
from tests.village import BEGIN, TOWN, Village

REASON = "письменное заявление, вх. № 41"
NOT_HERE = "Этого здесь нет"
SCHOOL = 1


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[Line]:
    """The sample municipality: a school of it is in the archive, its year is over."""
    database = await Database.open(tmp_path / "bot.sqlite3")
    async with database.transaction() as db:
        await sample.fill(db, TOWN, NOW)
        await school_life.archive(db, SCHOOL, NOW)
        await db.run("UPDATE years SET closed_at = :now", now=NOW.isoformat())
        yield Line(db, TOWN, NOW)
    await database.close()


@pytest.fixture
async def asker(line: Line) -> Case:
    return await officer(line, "Первая Сотрудница")


@pytest.fixture
async def second(line: Line) -> Case:
    return await officer(line, "Вторая Сотрудница")


async def officer(line: Line, name: str) -> Case:
    village = Village(line.db)
    village._chat = 9000 + int(await line.db.value("SELECT count(*) FROM people"))
    return Case(line.db, await village.person(Role.DEPARTMENT, name=name), NOW, TOWN)


async def asked(line: Line, case: Case, subject: str) -> Any:
    await press(line, case, f"f.n:erasewhy:{subject}")
    return await line.feed(say(REASON, case.person.telegram_id))


async def backed_up(line: Line, hours: int = 1) -> Line:
    """That night has passed; the same line an hour later."""
    await backups.good(line.db, LastCopy(line.now + timedelta(hours=hours), 0, 0, True))
    return Line(line.db, line.town, line.now + timedelta(hours=2))


async def rows(db: Transaction, table: str, school: int = SCHOOL) -> int:
    return int(await db.value(f"SELECT count(*) FROM {table} WHERE school_id = :id", id=school))


async def test_a_person_is_found_and_erased_with_a_reason(line: Line, asker: Case) -> None:
    await press(line, asker, "f.n:erasewho:new")
    found = await line.feed(say("рябинина", asker.person.telegram_id))
    card = await pressed(line, asker, found, "Анна Рябинина")
    assert "О человеке записано" in shown(card)
    who = int(actions(card)[0].rpartition(".")[2])
    sure = await asked(line, asker, f"person.{who}")
    assert REASON in shown(sure)
    assert "Удалено" in shown(await press(line, asker, f"er.gone:{who}"))
    assert await people.name(line.db, who) == f"Удалённый человек № {who}"
    assert await line.db.value("SELECT reason FROM erasures WHERE done_at IS NOT NULL") == REASON


async def test_without_a_reason_nobody_is_erased(line: Line, asker: Case) -> None:
    who = await line.db.value("SELECT id FROM people WHERE telegram_id = 211")
    assert NOT_HERE in shown(await press(line, asker, f"er.gone:{who}"))
    assert await people.chat(line.db, who) == 211


async def test_a_reason_of_another_officer_is_not_mine(line: Line, asker: Case, second: Case) -> None:
    who = await line.db.value("SELECT id FROM people WHERE telegram_id = 211")
    await asked(line, asker, f"person.{who}")
    assert NOT_HERE in shown(await press(line, second, f"er.gone:{who}"))


async def test_oneself_and_those_of_the_settings_are_not_erased_so(line: Line, asker: Case) -> None:
    line.town = TOWN.__class__(TOWN.zone, TOWN.policy, frozenset({211}), "bot", TOWN.calendar)
    admin = await line.db.value("SELECT id FROM people WHERE telegram_id = 211")
    for who in (asker.person.id, admin, 999):
        assert NOT_HERE in shown(await press(line, asker, f"er.person:{who}"))
        assert NOT_HERE in shown(await press(line, asker, f"f.n:erasewhy:person.{who}"))


@pytest.mark.parametrize("verb", ["er.menu", "er.person:3", "er.gone:3", "er.school:1", "er.open:1", "er.yes:1"])
async def test_only_the_department_erases(line: Line, verb: str) -> None:
    returned = await line.feed(tap(verb, 211))
    assert "даление" not in shown(returned)
    assert await line.db.value("SELECT count(*) FROM erasures") == 0


async def test_a_school_needs_another_of_the_department(line: Line, asker: Case, second: Case) -> None:
    told = await asked(line, asker, f"school.{SCHOOL}")
    assert second.person.telegram_id in {one.chat_id for one in told.notices}
    later = await backed_up(line)
    own = await press(later, asker, "er.yes:1")
    assert "Подтвердить должен другой человек" in shown(own)
    assert await rows(line.db, "pairs") > 0
    card = await press(later, second, "er.open:1")
    assert "Пар и групп: <b>" in shown(card)
    assert "er.yes:1" in actions(card)
    assert "Удалено" in shown(await press(later, second, "er.yes:1"))
    assert await rows(line.db, "pairs") == 0
    assert NOT_HERE in shown(await press(later, second, "er.yes:1"))


async def test_a_backup_comes_first(line: Line, asker: Case, second: Case) -> None:
    await backed_up(line, -1)
    await asked(line, asker, f"school.{SCHOOL}")
    assert "Сначала нужна резервная копия" in shown(await press(line, second, "er.yes:1"))
    assert await rows(line.db, "pairs") > 0


@pytest.mark.parametrize("who", ["asker", "second"])
async def test_either_of_them_takes_it_back(line: Line, asker: Case, second: Case, who: str) -> None:
    await asked(line, asker, f"school.{SCHOOL}")
    later = await backed_up(line)
    assert "отменена" in shown(await press(later, asker if who == "asker" else second, "er.no:1"))
    assert NOT_HERE in shown(await press(later, second, "er.yes:1"))


async def test_after_seven_days_it_is_over(line: Line, asker: Case, second: Case) -> None:
    await asked(line, asker, f"school.{SCHOOL}")
    await backed_up(line)
    late = Line(line.db, line.town, line.now + timedelta(days=7, minutes=1))
    assert NOT_HERE in shown(await press(late, second, "er.yes:1"))


async def test_only_a_school_of_the_archive_and_a_closed_year(line: Line, asker: Case, second: Case) -> None:
    assert NOT_HERE in shown(await press(line, asker, "er.school:2"))
    assert NOT_HERE in shown(await press(line, asker, "f.n:erasewhy:school.2"))
    assert NOT_HERE in shown(await press(line, asker, "er.year:2031"))
    await asked(line, asker, f"school.{SCHOOL}")
    later = await backed_up(line)
    await school_life.restore(line.db, SCHOOL)
    assert NOT_HERE in shown(await press(later, second, "er.yes:1"))


async def sums(db: Transaction) -> list[object]:
    found = [await board.load(db, one, TOWN.zone) for one in await board.periods(db, MONITORING)]
    keys = [one.key for one in MONITORING.questions]
    return [[shown.total(key) for key in keys] for shown in found]


async def test_of_a_school_the_sums_stay_and_nothing_else(line: Line, asker: Case, second: Case) -> None:
    db = line.db
    await db.run("UPDATE submissions SET answers = json_set(answers, '$.trouble_text', 'нет кабинета')")
    before, others = await sums(db), await db.value("SELECT count(*) FROM pairs WHERE school_id <> 1")
    name = (await schools.numbers(db))[1]
    coordinator = await people.find(db, 211) and await db.value("SELECT id FROM people WHERE telegram_id = 201")
    await asked(line, asker, f"school.{SCHOOL}")
    await press(await backed_up(line), second, "er.yes:1")
    assert await sums(db) == before
    assert await db.value("SELECT count(*) FROM pairs WHERE school_id <> 1") == others
    assert (await schools.numbers(db))[1] == "Удалённая школа № 1" != name
    assert await people.name(db, coordinator) == f"Удалённый человек № {coordinator}"
    for table, where in doomed.SCHOOL:
        assert await db.value(f"SELECT count(*) FROM {table} WHERE {where}", school=SCHOOL) == 0, table
    assert await rows(db, "submissions") > 0
    kept = await db.value("SELECT group_concat(answers) FROM submissions WHERE school_id = 1")
    assert "кабинета" not in kept
    assert await db.all("PRAGMA foreign_key_check") == []


async def test_of_a_year_what_is_over_goes_and_its_sums_stay(line: Line, asker: Case, second: Case) -> None:
    db = line.db
    year = max(await years.listing(db))
    over = "state IN ('completed', 'stopped')"
    assert await db.value(f"SELECT count(*) FROM pairs WHERE {over}") > 0
    before, working = await sums(db), await db.value(f"SELECT count(*) FROM pairs WHERE NOT {over}")
    told = await asked(line, asker, f"year.{year}")
    assert "Заявка записана" in shown(told)
    await press(await backed_up(line), second, "er.yes:1")
    assert await db.value(f"SELECT count(*) FROM pairs WHERE {over}") == 0
    assert await db.value(f"SELECT count(*) FROM pairs WHERE NOT {over}") == working
    assert await sums(db) == before
    assert await db.value("SELECT count(*) FROM evidence WHERE period LIKE :y || '-%'", y=year) == 0
    assert await db.all("PRAGMA foreign_key_check") == []


async def test_codes_are_never_given_twice(line: Line, asker: Case, second: Case) -> None:
    given = {row["code"] for row in await line.db.all("SELECT code FROM mentees UNION SELECT code FROM mentors")}
    await asked(line, asker, f"school.{SCHOOL}")
    await press(await backed_up(line), second, "er.yes:1")
    assert (await mentees.add(line.db, SCHOOL, NOW)).code not in given
    assert (await schools.add(line.db, "Новая школа", BEGIN, 1)).number not in range(1, 7)


async def test_the_database_itself_wants_two(line: Line, asker: Case) -> None:
    asked = await erasures.ask(line.db, erasures.YEAR, 2026, "причина", asker.person.id, line.now)
    with pytest.raises(IntegrityError):
        await erasures.done(line.db, asked, asker.person.id, line.now)
