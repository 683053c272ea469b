"""A library that knows nothing of the sandbox finds it to be Telegram."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    Update,
)

from bot.sandbox.samples import KINDS

ANNA, BORIS, GROUP = 11, 12, -500


@pytest.fixture
async def bot(line) -> AsyncIterator[Bot]:
    server = TelegramAPIServer.from_base(line.sandbox.url)
    bot = Bot("4242:sandbox-token", session=AiohttpSession(api=server))
    yield bot
    await bot.session.close()


async def test_aiogram_talks_to_the_sandbox(line, bot):
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (4242, "sample_bot", True)
    keys = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes")]])
    sent = await bot.send_message(ANNA, "<b>Верно?</b>", parse_mode="HTML", reply_markup=keys)
    await line.play("press", person=ANNA, message_id=sent.message_id, text="Да")
    (update,) = await bot.get_updates()
    assert update.callback_query.data == "yes"
    assert update.callback_query.message.html_text == "<b>Верно?</b>"
    assert await bot.answer_callback_query(update.callback_query.id, "Записано")
    edited = await bot.edit_message_text("Спасибо", chat_id=ANNA, message_id=sent.message_id)
    assert edited.reply_markup is None
    assert await bot.delete_message(ANNA, sent.message_id)
    assert await bot.set_my_commands(
        [BotCommand(command="menu", description="Меню")], scope=BotCommandScopeChat(chat_id=ANNA)
    )


async def test_aiogram_sends_and_fetches_files(bot):
    sent = await bot.send_document(ANNA, BufferedInputFile(b"content", "a.txt"), caption="Файл")
    assert (await bot.download(sent.document)).read() == b"content"
    new = InputMediaDocument(media=BufferedInputFile(b"other", "b.txt"))
    edited = await bot.edit_message_media(new, chat_id=ANNA, message_id=sent.message_id)
    assert (edited.document.file_name, edited.caption) == ("b.txt", None)


async def test_aiogram_understands_chats_and_members(bot):
    assert (await bot.get_chat(ANNA)).first_name == "Анна"
    assert (await bot.get_chat(GROUP)).title == "Сводки"
    assert (await bot.get_chat_member(GROUP, bot.id)).status == "member"
    assert (await bot.get_chat_member(GROUP, ANNA)).user.id == ANNA
    assert [one.user.id for one in await bot.get_chat_administrators(GROUP)] == [ANNA]
    sent = await bot.send_message(GROUP, "Сводка")
    await bot.pin_chat_message(GROUP, sent.message_id)
    assert (await bot.get_chat(GROUP)).pinned_message.text == "Сводка"
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.get_chat_member_count(GROUP) == 3
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert (await bot.get_my_description()).description == ""


async def test_aiogram_understands_refusals(line, bot):
    await line.play("block", person=ANNA, blocked=True)
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(ANNA, "a")
    await line.play("faults", mode="429", retry_after=9)
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.get_me()
    assert refused.value.retry_after == 9


async def test_every_kind_of_update_is_one_for_aiogram(line):
    for kind in KINDS:
        await line.play("send", person=ANNA, kind=kind, caption="подпись" if kind == "photo" else "")
    said = await line.play("say", person=ANNA, text="/help @sample_bot https://example.com #тег a@example.com")
    await line.play("edit", person=ANNA, message_id=said["message_id"], text="иначе")
    await line.play("press", person=ANNA, message_id=said["message_id"], data="old", force=True)
    await line.play("press", person=ANNA, message_id=9999, data="gone", force=True)
    await line.play("block", person=ANNA, blocked=True)
    await line.play("block", person=ANNA, blocked=False)
    await line.play("bot", chat=GROUP, status="kicked")
    await line.play("migrate", chat=GROUP, to=-1001234567890)
    raw = await line.updates()
    updates = [Update.model_validate(update) for update in raw]
    assert [update.event_type for update in updates][len(KINDS) :] == [
        "message",
        "edited_message",
        *["callback_query"] * 2,
        *["my_chat_member"] * 3,
        *["message"] * 2,
    ]
    content = [update.message.content_type for update in updates if update.message]
    assert content[: len(KINDS)] == [kind if kind != "forward" else "text" for kind in KINDS]
    forwarded = updates[KINDS.index("forward")].message
    assert forwarded.forward_origin.type == "user"
