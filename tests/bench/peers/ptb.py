"""python-telegram-bot: a conversation handler with its persistence in a file."""

import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from tests.bench.form import COMMAND, QUESTIONS, SAVED, SUBMIT, Asked, review

REVIEW = len(QUESTIONS)
Step = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, int]]


def keyboard(asked: Asked) -> InlineKeyboardMarkup | None:
    if not asked.options:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(o, callback_data=f"{asked.key}:{o}") for o in asked.options]])


def screen(number: int, context: ContextTypes.DEFAULT_TYPE) -> tuple[str, InlineKeyboardMarkup | None]:
    if number < REVIEW:
        return QUESTIONS[number].text, keyboard(QUESTIONS[number])
    button = InlineKeyboardButton(SUBMIT, callback_data="submit")
    return review(context.user_data or {}), InlineKeyboardMarkup([[button]])


async def begin(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    words, markup = screen(0, context)
    assert update.message
    await update.message.reply_text(words, reply_markup=markup)
    return 0


def tapped(number: int) -> Step:
    async def step(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        query = update.callback_query
        assert query
        assert query.data
        assert context.user_data is not None
        context.user_data[QUESTIONS[number].key] = query.data.partition(":")[2]
        await query.answer()
        words, markup = screen(number + 1, context)
        await query.edit_message_text(words, reply_markup=markup)
        return number + 1

    return step


def typed(number: int) -> Step:
    async def step(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.message
        assert context.user_data is not None
        context.user_data[QUESTIONS[number].key] = update.message.text
        words, markup = screen(number + 1, context)
        await update.message.reply_text(words, reply_markup=markup)
        return number + 1

    return step


async def submit(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    assert query
    assert context.user_data is not None
    context.user_data.clear()
    await query.answer()
    await query.edit_message_text(SAVED)
    return ConversationHandler.END


def main() -> None:
    persistence = PicklePersistence(Path(os.environ["BENCH_FOLDER"]) / "ptb.pickle")
    builder = Application.builder().token(os.environ["BENCH_TOKEN"]).base_url(os.environ["BENCH_API"] + "/bot")
    application = builder.persistence(persistence).build()
    states: dict[object, list[Any]] = {
        n: [
            CallbackQueryHandler(tapped(n), pattern=f"^{asked.key}:")
            if asked.options
            else MessageHandler(filters.Regex(r"^\d+$"), typed(n))
        ]
        for n, asked in enumerate(QUESTIONS)
    }
    states[REVIEW] = [CallbackQueryHandler(submit, pattern="^submit$")]
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler(COMMAND[1:], begin)],
            states=states,
            fallbacks=[CommandHandler(COMMAND[1:], begin)],
            name="form",
            persistent=True,
        )
    )
    application.run_polling()


if __name__ == "__main__":
    main()
