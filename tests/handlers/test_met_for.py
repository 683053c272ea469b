"""A coordinator logs for any mentor of the school, and for nobody else's."""

from domain.people import Role
from handlers.bindings import begin
from handlers.case import Case
from storage import schools
from tests.handlers.pairing import met, paired, standing
from tests.handlers.phone import Line, shown
from tests.handlers.taps import answered, press, pressed
from tests.village import Village

TODAY, YESTERDAY = "2026-11-24", "2026-11-23"


async def test_from_the_pairs_card_in_two_taps(line: Line, coordinator: Case, mentor: Case) -> None:
    pair = await paired(mentor)
    asked = await pressed(line, coordinator, await press(line, coordinator, f"p.open:{pair}"), "Записать встречу")
    assert "Когда встретились" in shown(asked)
    receipt = await pressed(line, coordinator, asked, "Вчера")
    assert "Наставник: Пётр Наставников" in shown(receipt)
    assert "45\u00a0минут" in shown(await pressed(line, coordinator, receipt, "45 мин"))
    assert await standing(mentor) == [(YESTERDAY, 45)]
    assert await line.db.value("SELECT logged_by FROM meetings") == coordinator.person.id
    assert "Записано: Анна Кураторова" in shown(await press(line, mentor, "v.open:1")), "the mentor sees who did"


async def test_any_day_since_the_pair_began_is_typed(line: Line, coordinator: Case, mentor: Case) -> None:
    pair = await paired(mentor)
    await answered(line, coordinator, begin("met", str(pair)), "28.10 1,5 ч")
    assert "раньше" in shown(await answered(line, coordinator, begin("met", str(pair)), "1.10"))
    assert await standing(mentor) == [("2026-10-28", 90)]


async def test_a_second_tap_on_the_form_shows_the_list(line: Line, coordinator: Case, mentor: Case) -> None:
    pair = await paired(mentor)
    days = await press(line, coordinator, begin("met", str(pair)))
    await pressed(line, coordinator, days, "пт 20.11")
    assert "Последние встречи" in shown(await pressed(line, coordinator, days, "пт 20.11"))
    assert await standing(mentor) == [("2026-11-20", None)]


async def test_another_schools_pair_is_not_found(line: Line, village: Village, mentor: Case) -> None:
    pair = await paired(mentor, members=2)
    entry = await met(mentor, pair)
    elsewhere = await schools.add(line.db, "Чужая школа", mentor.now, 8)
    stranger = Case(line.db, await village.person(Role.COORDINATOR, elsewhere.id), mentor.now, mentor.town)
    for data in (
        f"v.for:{pair}", f"v.on:{pair}:1", f"v.put:{pair}:{YESTERDAY}:45:once", f"v.resume:{pair}:{YESTERDAY}:0:once",
        f"v.log:{pair}:0", f"v.undo:{entry}", f"v.back:{entry}:once", f"v.open:{entry}", f"v.came:{entry}:1:0:0",
        begin("met", str(pair)), begin("met", "own"), begin("seek", f"meetings.{pair}"),
    ):  # fmt: skip
        assert "Этого здесь нет" in shown(await press(line, stranger, data)), data
    assert "Пока ни одной" in shown(await press(line, stranger, "v.log:0:0"))
    assert await standing(mentor) == [(TODAY, 45)]


async def test_the_department_logs_nothing(line: Line, department: Case, mentor: Case) -> None:
    pair = await paired(mentor)
    for data in (f"v.for:{pair}", f"v.put:{pair}:{TODAY}:45:once", begin("met", str(pair))):
        await press(line, department, data)
    assert await standing(mentor) == []
