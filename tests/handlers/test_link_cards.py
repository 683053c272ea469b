"""Links to the sheets of a whole group, or school, in one tap: each still opens one sheet, once, for a week."""

from datetime import date, timedelta

from domain.people import Role
from domain.questionnaires import Side
from handlers.case import Case
from storage import sheet_links
from tests.handlers.phone import STRANGER, Line, actions, labels, screens, shown, tap
from tests.handlers.sheets_desk import linked, opened, pair, sheet
from tests.village import Village
from views.screen import File


async def press(line: Line, case: Case, action: str) -> tuple[list[str], File | None]:
    """The actions of the last screen, and the file that came before it."""
    answer = await line.feed(tap(action, case.person.telegram_id))
    files = [one.file for one in screens(answer) if one.file]
    return actions(screens(answer)[-1]), files[0] if files else None


def told(file: File | None) -> list[list[str]]:
    """Code, moment and payload of each card."""
    assert file
    return [one.split(" ") for one in str(file.args["cards"]).split(",")]


async def test_one_tap_gives_a_card_for_each_mentee_of_a_group(line: Line, coordinator: Case, mentor: Case) -> None:
    group, other = await pair(mentor, 20), await pair(mentor)
    buttons, _ = await press(line, coordinator, f"qs.pair:{group}")
    assert f"qs.cards:{group}:0" in buttons
    assert f"qs.cards:{other}:0" not in (await press(line, coordinator, f"qs.pair:{other}"))[0], (
        "one has a link of its own"
    )
    _, file = await press(line, coordinator, f"qs.cards:{group}:0")
    cards = told(file)
    assert [code for code, *_ in cards] == [f"Ш07-{n:03}" for n in range(1, 21)]
    assert len({payload for *_, payload in cards}) == 20
    assert file
    assert file.args["until"] == str(coordinator.today + timedelta(days=7))
    found = await sheet_links.find(line.db, cards[4][2], line.now)
    assert found
    assert found.sheet_id == (await sheet(mentor, group, Side.MENTEE, place=4)).id
    assert await sheet_links.find(line.db, cards[4][2], line.now + sheet_links.VALID_FOR) is None


async def test_a_school_has_them_for_all_its_pairs(line: Line, coordinator: Case, mentor: Case) -> None:
    for _ in range(3):
        await pair(mentor)
    answer = await line.feed(tap("qs.wait:0", coordinator.person.telegram_id))
    assert "Ссылки всем на печать: 3" in labels(answer)
    _, file = await press(line, coordinator, "qs.every:0")
    assert len(told(file)) == 3


async def test_old_links_are_replaced_only_when_told_and_never_under_somebodys_hands(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    group = await pair(mentor, 3)
    one, two = [await sheet(mentor, group, Side.MENTEE, place=place) for place in (0, 1)]
    kept, old = await linked(line, coordinator, one), await linked(line, coordinator, two)
    await opened(line, kept)
    await line.feed(tap(f"qs.go:{kept}", STRANGER))
    asked = await line.feed(tap(f"qs.cards:{group}:0", coordinator.person.telegram_id))
    assert "Прежних ссылок: 1" in shown(asked)
    assert await sheet_links.find(line.db, old, line.now)
    _, file = await press(line, coordinator, actions(asked)[0])
    assert [code for code, *_ in told(file)] == ["Ш07-002", "Ш07-003"]
    assert await sheet_links.find(line.db, old, line.now) is None
    assert await sheet_links.find(line.db, kept, line.now), "whoever has begun goes on"


async def test_another_schools_group_is_not_found(
    line: Line, village: Village, coordinator: Case, mentor: Case
) -> None:
    group = await pair(mentor, 2)
    stranger = await village.person(Role.COORDINATOR, await village.school("Школа № 9"))
    assert "Этого здесь нет" in shown(await line.feed(tap(f"qs.cards:{group}:1", stranger.telegram_id)))
    await line.feed(tap("qs.every:1", stranger.telegram_id))
    assert await line.db.value("SELECT count(*) FROM sheet_links") == 0
    assert date(2026, 1, 1) < coordinator.today
