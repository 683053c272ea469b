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
from domain.matching import Profile
from domain.people import EVERYTHING, Role
from domain.registry import Mentor
from handlers.case import Case
from storage import (
    backups,
    board,
    doomed,
    erasures,
    mentees,
    mentors,
    people,
    profiles,
    school_life,
    schools,
    years,
)
from storage.database import Database, Transaction
from tests.handlers.conftest import NOW
from tests.handlers.phone import Line, actions, say, shown, tap
from tests.handlers.taps import press, pressed
from tests.village import BEGIN, TOWN, Village

REASON = "письменное заявление, вх. № 41"
NOT_HERE = "Этого здесь нет"
SCHOOL = 1
UNSEEN = "Нина Неведомова"


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


async def asked(line: Line, case: Case, subject: str, form: str = "erasewhy") -> Any:
    await press(line, case, f"f.n:{form}:{subject}")
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
    assert "по настройке BOT_ADMINS" in shown(await press(line, asker, f"er.person:{admin}"))
    assert NOT_HERE in shown(await press(line, asker, f"er.gone:{admin}"))
    for who in (asker.person.id, 999):
        assert NOT_HERE in shown(await press(line, asker, f"er.person:{who}"))
    for who in (asker.person.id, admin, 999):
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


async def without_account(line: Line) -> tuple[Case, Mentor]:
    """A coordinator of the second school, and a mentor there who has never used the bot."""
    person = await people.find(line.db, 211)
    assert person
    who = await mentors.add(
        line.db, person.post.school_id or 0, "adult", BEGIN, name=UNSEEN, place="ООО «Ромашка»", consent="№ 4141"
    )
    profile = Profile(achievements="лауреат «Ромашки»")
    await profiles.change(line.db, who.id, Profile(), profile, person.id, NOW)
    await mentors.change(line.db, who, {"name": f"{UNSEEN}-Ромашкина"}, person.id, NOW)
    renamed = await mentors.get(line.db, EVERYTHING, who.id)
    assert renamed
    await mentors.change(line.db, renamed, {"name": UNSEEN, "place": "завод «Ромашка»"}, person.id, NOW)
    return Case(line.db, person, NOW, TOWN), who


async def test_a_mentor_without_an_account_is_erased_at_the_coordinators_word_and_the_departments(
    line: Line, asker: Case
) -> None:
    coordinator, who = await without_account(line)
    pairs = await line.db.value("SELECT count(*) FROM pairs")
    form = await pressed(line, coordinator, await press(line, coordinator, f"t.open:{who.id}"), "Удалить данные")
    assert "Почему удаляем" in shown(form)
    told = await line.feed(say(REASON, 211))
    assert "Заявка записана" in shown(told)
    (notice,) = [one for one in told.notices if one.chat_id == asker.person.telegram_id]
    assert who.code in notice.screen.text
    assert UNSEEN not in notice.screen.text
    card = await press(line, asker, notice.screen.rows[0][0].action)
    assert UNSEEN in shown(card)
    assert REASON in shown(card)
    await line.db.run("DELETE FROM outbox")
    gone = await pressed(line, asker, card, "Удалить навсегда")
    assert "Удалено" in shown(gone)
    (back,) = gone.notices
    assert back.chat_id == 211
    assert who.code in back.screen.text
    for (table,) in await line.db.all("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        for row in await line.db.all(f"SELECT * FROM {table}"):
            assert not any("Ромашк" in str(one) or "Неведом" in str(one) for one in tuple(row)), table
    left = await mentors.get(line.db, EVERYTHING, who.id)
    assert left
    assert (left.label, left.place, left.consent) == (who.code, None, None)
    assert await line.db.value("SELECT count(*) FROM pairs") == pairs
    assert NOT_HERE in shown(await press(line, asker, "er.yes:1"))


async def test_of_such_a_mentor_the_coordinator_is_not_the_second(line: Line) -> None:
    coordinator, who = await without_account(line)
    await asked(line, coordinator, f"{who.id}", "erasementor")
    await people.appoint(line.db, coordinator.person.id, Role.DEPARTMENT, NOW)
    assert "Подтвердить должен другой человек" in shown(await press(line, coordinator, "er.open:1"))
    assert "Подтвердить должен другой человек" in shown(await press(line, coordinator, "er.yes:1"))
    assert (await mentors.get(line.db, EVERYTHING, who.id)) is not None
    assert await line.db.value("SELECT name FROM mentors WHERE id = :id", id=who.id) == UNSEEN


async def test_another_schools_mentor_and_one_with_an_account_are_not_asked_for_so(line: Line) -> None:
    coordinator, _ = await without_account(line)
    other = await line.db.value("SELECT id FROM schools WHERE id NOT IN (1, :own)", own=coordinator.school_id)
    theirs = await mentors.add(line.db, other, "adult", BEGIN, name=UNSEEN, place=None, consent="№ 2")
    mine = await mentors.add(line.db, coordinator.school_id, "adult", BEGIN, name=UNSEEN, place=None, consent="№ 2")
    await mentors.connect(line.db, mine.id, coordinator.person.id)
    for one in (theirs.id, mine.id, 999):
        assert NOT_HERE in shown(await press(line, coordinator, f"f.n:erasementor:{one}"))
    assert await line.db.value("SELECT count(*) FROM drafts WHERE form = 'erasementor'") == 0


async def test_who_has_come_to_the_bot_meanwhile_is_not_erased_so(line: Line, asker: Case) -> None:
    coordinator, who = await without_account(line)
    await asked(line, coordinator, f"{who.id}", "erasementor")
    await mentors.connect(line.db, who.id, coordinator.person.id)
    assert NOT_HERE in shown(await press(line, asker, "er.yes:1"))
    assert await line.db.value("SELECT name FROM mentors WHERE id = :id", id=who.id) == UNSEEN
