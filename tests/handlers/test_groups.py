import pytest
from aiogram.types import User

from domain.people import Role
from handlers import groups as conversation
from handlers.case import Case
from storage import groups
from tests.handlers.phone import GROUP, STRANGER, Line, group, member, say, screens, shown
from tests.village import Village

OTHER = -100777


@pytest.mark.parametrize("words", ["/bind", "/bind@sample_bot", "/BIND@Sample_Bot", "/bind сводки", "/bind\n"])
async def test_somebody_of_the_department_binds_the_group(line: Line, department: Case, words: str) -> None:
    answer = await line.feed(say(words, department.person.telegram_id, chat=group()))
    assert "Группа подключена" in shown(answer)
    assert screens(answer)[0].stays
    assert await groups.bound(line.db) == [GROUP]


async def test_a_basic_group_is_bound_too_and_twice_is_once(line: Line, department: Case) -> None:
    chat = group(kind="group")
    await line.feed(say("/bind", department.person.telegram_id, chat=chat))
    assert "уже подключена" in shown(await line.feed(say("/bind", department.person.telegram_id, chat=chat)))
    assert await groups.bound(line.db) == [GROUP]


async def test_nobody_else_binds_or_unbinds(line: Line, department: Case, coordinator: Case) -> None:
    for person in (coordinator.person.telegram_id, STRANGER):
        assert "сотрудник управления" in shown(await line.feed(say("/bind", person, chat=group())))
    assert await groups.bound(line.db) == []
    await line.feed(say("/bind", department.person.telegram_id, chat=group()))
    await line.feed(say("/unbind", coordinator.person.telegram_id, chat=group()))
    assert await groups.bound(line.db) == [GROUP]


async def test_one_of_the_department_who_acts_as_coordinator_may_bind(
    line: Line, village: Village, coordinator: Case
) -> None:
    await village.also(coordinator.person.id, Role.DEPARTMENT, None)
    await line.db.run("UPDATE people SET active_role = :post", post=coordinator.person.post.id)
    await line.feed(say("/bind", coordinator.person.telegram_id, chat=group()))
    assert await groups.bound(line.db) == [GROUP]


async def test_an_anonymous_administrator_is_told_what_to_change(line: Line, department: Case) -> None:
    answer = await line.feed(say("/bind", STRANGER, chat=group(), sender_chat=group()))
    assert "не анонимно" in shown(answer)


@pytest.mark.parametrize("words", ["/bind", "/unbind"])
async def test_another_bot_is_not_answered(line: Line, department: Case, words: str) -> None:
    bot = User(id=department.person.telegram_id, is_bot=True, first_name="Бот")
    said = say(words, chat=group()).model_copy(update={"from_user": bot})
    assert await line.feed(said) is None
    assert await line.feed(said.model_copy(update={"sender_chat": group(-100999)})) is None  # a channel's bot
    assert "не анонимно" in shown(await line.feed(said.model_copy(update={"sender_chat": group()})))


async def test_unbinding_ends_the_summaries(line: Line, department: Case) -> None:
    await line.feed(say("/bind", department.person.telegram_id, chat=group()))
    assert "больше не придут" in shown(await line.feed(say("/unbind", department.person.telegram_id, chat=group())))
    assert await groups.bound(line.db) == []


async def test_in_private_nothing_is_bound(line: Line, department: Case) -> None:
    await line.feed(say("/bind", department.person.telegram_id))
    assert await groups.bound(line.db) == []


@pytest.mark.parametrize(
    "words",
    ["Добрый день!", "/bind@another_bot", "/binding", "/help", "/start", "/help@another_bot", "/menu@sample_bot"],
)
async def test_the_bot_is_silent_about_everything_else(line: Line, department: Case, words: str) -> None:
    assert await line.feed(say(words, department.person.telegram_id, chat=group())) is None
    assert await groups.bound(line.db) == []


@pytest.mark.parametrize(
    ("words", "ours"),
    [
        ("/bind", True),
        ("/BIND сюда", True),
        ("/unbind@Sample_Bot", True),
        ("/bind@another_bot", False),
        ("/binding", False),
        ("bind", False),
        ("Напишите /bind", False),
        ("/start", False),
        (" ", False),
        (None, False),
    ],
)
def test_a_command_of_ours_is_told_from_talk(words: str | None, ours: bool) -> None:
    assert conversation.is_command({"from": {"is_bot": False}, "text": words}, "sample_bot") is ours


def test_a_machine_gives_no_commands_unless_it_stands_for_an_administrator() -> None:
    said = {"from": {"is_bot": True}, "text": "/bind", "chat": {"id": GROUP}}
    assert not conversation.is_command(said, "sample_bot")
    assert conversation.is_command({**said, "sender_chat": {"id": GROUP}}, "sample_bot")


async def test_the_binding_follows_a_group_that_becomes_a_supergroup(line: Line, department: Case) -> None:
    me = department.person.telegram_id
    await line.feed(say("/bind", me, chat=group(-5, "group")))
    await line.feed(say("", me, chat=group(-5, "group"), migrate_to_chat_id=OTHER))
    assert await groups.bound(line.db) == [OTHER]
    await line.feed(say("", me, chat=group(OTHER), migrate_from_chat_id=-5))
    assert await groups.bound(line.db) == [OTHER]


async def test_the_word_from_the_new_chat_alone_is_enough(line: Line, department: Case) -> None:
    await line.feed(say("/bind", department.person.telegram_id, chat=group(-5, "group")))
    await line.feed(say("", STRANGER, chat=group(OTHER), migrate_from_chat_id=-5))
    assert await groups.bound(line.db) == [OTHER]


@pytest.mark.parametrize("end", ["left", "kicked"])
async def test_removing_the_bot_ends_the_binding(line: Line, department: Case, end: str) -> None:
    await line.feed(say("/bind", department.person.telegram_id, chat=group()))
    assert await line.feed(member(STRANGER, "member", end)) is None
    assert await groups.bound(line.db) == []


async def test_only_the_department_is_told_how_to_bind(line: Line, department: Case, coordinator: Case) -> None:
    assert "/bind" in shown(await line.feed(member(department.person.telegram_id, "left", "member")))
    assert await line.feed(member(coordinator.person.telegram_id, "left", "member")) is None
    assert await line.feed(member(STRANGER, "left", "member")) is None


async def test_a_bound_group_needs_no_hint(line: Line, department: Case) -> None:
    me = department.person.telegram_id
    await line.feed(say("/bind", me, chat=group()))
    assert await line.feed(member(me, "left", "member")) is None
    assert await groups.bound(line.db) == [GROUP]
