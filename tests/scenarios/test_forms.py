"""What every form promises, shown on the monitoring: nothing lost, nothing twice, nobody overwritten."""

from typing import Any

import pytest

from tests.play import Player, Town


async def _open_report(town: Town, who: Player | None = None) -> Player:
    who = who or town.coordinator
    await who.say("/report")
    return await who.press("Заполнить")


async def _button(who: Player, label: str) -> tuple[int, str]:
    """The newest button of this name: its message and what it carries."""
    found = [
        (message["message_id"], button["data"])
        for message in await who.messages()
        for row in message["buttons"]
        for button in row
        if button["text"].startswith(label)
    ]
    return found[-1]


async def _invite(town: Town, school: str, who: Player) -> None:
    await town.department.say("/schools")
    await town.department.press(school)
    await town.department.press("Пригласить куратора")
    await who.say(f"/start {await town.department.link()}")
    await who.press("Согласен")


async def _count(town: Town, table: str) -> int:
    assert town.demo.app is not None
    async with town.demo.app.database.transaction() as db:
        return int(await db.value(f"SELECT count(*) FROM {table}"))


async def test_two_taps_on_submit_make_one_submission_and_show_the_same_receipt(town: Town) -> None:
    who = await _open_report(town)
    await who.press("Всё сразу, как в прошлый раз")
    message, data = await _button(who, "Отправить")
    before = await _count(town, "submission_history")
    await who.press_data(message, data, force=True)
    first = await who.last()
    await who.press_data(message, data, force=True)
    assert await who.last() == first
    assert await _count(town, "submission_history") == before + 1


async def test_an_old_button_changes_nothing_and_shows_where_the_form_is(town: Town) -> None:
    who = await _open_report(town)
    message, data = await _button(who, "640")
    await who.press("640")
    assert "2 из" in await who.last()
    await who.press_data(message, data, force=True)
    assert "2 из" in await who.last()


async def test_of_two_devices_the_one_with_the_older_form_is_shown_the_newer(town: Town) -> None:
    await _invite(town, "1.", town.newcomer)
    await _open_report(town)
    await _open_report(town, town.newcomer)
    await town.newcomer.say("655")
    await town.coordinator.say("640")
    assert "с другого телефона" in await town.coordinator.last()
    await town.coordinator.press("Назад")
    assert "655" in str(await town.coordinator.labels())


async def test_a_form_that_was_left_goes_on_where_it_was(town: Town) -> None:
    who = await _open_report(town)
    await who.say("641")
    await who.press("Выйти, сохранив")
    assert "Куратор" in await who.last()
    await who.say("/report")
    assert "заполнено 1 из" in await who.last()
    await who.press("Продолжить")
    assert "2 из" in await who.last()


async def test_cancel_keeps_the_draft(town: Town) -> None:
    who = await _open_report(town)
    await who.say("641")
    await who.say("/cancel")
    assert "черновик сохранён" in await who.last()
    await who.say("/report")
    assert "заполнено 1 из" in await who.last()


async def test_back_offers_the_withdrawn_answer_again(town: Town) -> None:
    who = await _open_report(town)
    await who.say("655")
    await who.press("Назад")
    assert any("655" in label for label in await who.labels())


async def test_bad_input_says_what_is_needed_and_changes_nothing(town: Town) -> None:
    who = await _open_report(town)
    for bad in ("много", "12,5", "-3", "9" * 10_000):
        await who.say(bad)
        assert "1 из" in await who.last()
    await who.say("1 200")
    assert "было 640, стало 1200" in await who.last()


async def test_a_difference_from_the_registry_is_questioned_and_its_reason_kept(town: Town) -> None:
    who = await _open_report(town)
    await who.press("Всё сразу, как в прошлый раз")
    await who.press("Изменить")
    await who.press("Пар и групп")
    await who.say("5")
    assert "в реестре 6, в отчёте 5" in await who.last()
    await who.say("одна пара переходит в другую школу")
    await who.press("Отправить")
    assert "Отчёт подан" in await who.last()
    assert town.demo.app is not None
    async with town.demo.app.database.transaction() as db:
        reasons = await db.value("SELECT reasons FROM submissions ORDER BY id DESC LIMIT 1")
    assert "переходит в другую школу" in reasons


async def test_a_part_larger_than_its_whole_is_refused(town: Town) -> None:
    who = await _open_report(town)
    await who.press("Всё сразу, как в прошлый раз")
    await who.press("Изменить")
    await who.press("Наставников-учеников")
    await who.say("60")
    assert "не может быть больше" in await who.last()


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo", "document", "location", "contact", "forward"])
async def test_what_was_not_asked_for_is_answered_and_changes_nothing(town: Town, kind: str) -> None:
    who = await _open_report(town)
    await who.send(kind)
    assert "1 из" in await who.last()
    assert "Сколько в школе учеников" in await who.last()


async def test_an_edited_answer_is_explained(town: Town) -> None:
    who = await _open_report(town)
    await who.say("655")
    mine = [message["message_id"] for message in await who.messages() if not message["from"]["bot"]]
    await town.post("edit", {"person": who.id, "message_id": mine[-1], "text": "700"})
    await town.settled()
    assert "Правку сообщения" in await who.last()
    assert "2 из" in await who.last()


async def test_a_childs_name_is_noticed_refused_and_stored_nowhere(town: Town) -> None:
    who = town.coordinator
    await who.say("/start")
    await who.press("Наставляемые")
    await who.press("Новый наставляемый")
    await who.say("8Б")
    await who.say("Скворцова Мария Павловна")
    assert "только код" in await who.last()
    assert town.demo.app is not None
    for file in (one for one in town.demo.folder.rglob("*") if one.is_file()):
        assert "Скворцова".encode() not in file.read_bytes()


FORGED = [
    "p.open:1",
    "p.step:1:pause",
    "e.open:1",
    "t.open:1",
    "t.invite:1",
    "m.open:1",
    "f.n:closing:1",
    "f.n:consent:pair.1",
    "f.n:consent:mentee.1",
    "f.o:1",
    "f.a:1:1:pupils:7",
    "f.s:1:1",
    "f.n:schools:new",
    "f.n:deadline:1",
    "s.open:1",
    "s.invite:1",
    "y.date:1",
    "q.now",
    "f.n:monitoring:1999-Q1",
    "f.n:monitoring:'; DROP TABLE pairs; --",
    "p.open:999999999999999999999999",
    "p.open:-1",
    "p.open:٣",
    "nonsense",
    ":::",
]


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_button_reaches_no_other_school_and_does_not_tell_what_exists(town: Town, data: str) -> None:
    await _open_report(town)  # draft 1 belongs to school 1
    await _invite(town, "6.", town.newcomer)
    who = town.newcomer
    before = await _dump(town)
    message = (await who.messages())[-1]["message_id"]
    await who.press_data(message, data, force=True)
    said = await who.last()
    assert "Этого здесь нет" in said or "устарела" in said
    assert "Ш01" not in said
    assert await _dump(town) == before


async def _dump(town: Town) -> dict[str, list[Any]]:
    """Everything but the border to the messenger."""
    assert town.demo.app is not None
    tables = ("schools", "roles", "invitations", "mentors", "mentees", "pairs", "meetings", "deadlines", "drafts")
    async with town.demo.app.database.transaction() as db:
        return {table: [tuple(row) for row in await db.all(f"SELECT * FROM {table}")] for table in tables}


@pytest.mark.parametrize(
    "data", ["p.open:2", "p.list:0", "m.now", "f.n:pair:new", "v.put:2:2026-11-24:45:once", "v.undo:5"]
)
async def test_a_mentor_reaches_their_own_pairs_only(town: Town, data: str) -> None:
    who = town.mentor
    await who.say("/start")
    before = await _dump(town)
    message = (await who.messages())[-1]["message_id"]
    await who.press_data(message, data, force=True)
    assert "Этого здесь нет" in await who.last() or "устарела" in await who.last()
    assert await _dump(town) == before
