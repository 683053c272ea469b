"""Our bot as it is: every route, every write on the disk before it is acknowledged; one more form, and no pace."""

import os
from pathlib import Path

from aiogram import Dispatcher
from aiogram.filters import Command
from aiogram.types import Message
from markupsafe import Markup

from bot import logs, loop, settings
from bot.app import App
from bot.clock import MovableClock
from bot.pace import Pace
from domain.form import Answers, Facts, Form, Option, Question
from domain.kinds import Number, One
from domain.people import Role
from domain.permissions import rule
from handlers import routes
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, Private
from handlers.own_words import OwnWords
from handlers.walking import Walking
from storage import submissions
from tests.bench import form as shared
from tests.bench.town import QUIET_DAY
from views.screen import Reply, Screen

PERIOD = "2026-Q3"
FORM = Form(
    key="bench",
    version=1,
    title="Bench",
    questions=tuple(
        Question(
            asked.key,
            asked.title,
            asked.text,
            One(tuple(Option(str(n), label) for n, label in enumerate(asked.options))) if asked.options else Number(),
        )
        for asked in shared.QUESTIONS
    ),
    verb=shared.SUBMIT,
)


async def facts(case: Case, subject: str) -> Facts:
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    number = await submissions.file(
        case.db,
        form=FORM.key,
        form_version=FORM.version,
        school_id=case.school_id,
        period=subject,
        answers=answers,
        reasons=reasons,
        by_person=case.person.id,
        on_time=True,
        now=case.now,
    )
    return Filed(number, await receipt(case, number))


async def receipt(case: Case, number: int) -> Reply:
    return Reply((Screen(Markup("{} {}").format(shared.SAVED, number), closes=True),))


async def title(case: Case, subject: str) -> str:
    return "Bench"


BINDING = Binding(FORM, (Role.COORDINATOR,), facts, save, receipt, title, shared=True)


def attach(dispatcher: Dispatcher) -> None:
    """A command that opens the form, before all that the bot does otherwise."""
    walking = Walking(routes.table((BINDING,)))

    async def begin(message: Message, case: Case) -> Screen:
        return await walking.open(case, FORM.key, PERIOD)

    dispatcher.message.register(begin, Command(shared.COMMAND[1:]), Acts(Role.COORDINATOR), Private(), OwnWords())
    routes.attach(dispatcher, (BINDING,), rules={shared.COMMAND: rule.SCHOOL})


def main(api: str, token: str, database: Path) -> None:
    chosen = settings.load(token=token, api_url=api, database=database, _env_file=None)
    logs.set_up(chosen.log_level, token)
    pace = Pace(overall=0, chat_interval=0, group_minute=0)
    loop.run(App(chosen, MovableClock(QUIET_DAY), attach=attach, pace=pace).run())


if __name__ == "__main__":
    main(os.environ["BENCH_API"], os.environ["BENCH_TOKEN"], Path(os.environ["BENCH_FOLDER"]) / "ours.sqlite3")
