"""/help, /cancel and one's own name; commands that stand for a button of the menu."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from domain.form import Answers, Facts
from domain.forms.desk import NAME
from domain.people import Role
from handlers.bindings import Binding, Filed
from handlers.case import Case, Private
from handlers.own_words import OwnWords
from storage import drafts, people
from views import about, menus
from views.screen import Reply, Screen


async def help_(message: Message, case: Case | None = None) -> Screen:
    return menus.help_for(case.person) if case else menus.stranger()


async def cancel(message: Message, case: Case | None = None) -> Screen | Reply:
    """Leave the open form; its draft is kept and stays where it was."""
    if case is None:
        return menus.stranger()
    was_open = await drafts.leave(case.db, case.person.id)
    return menus.left_form(case.person) if was_open else menus.home(case.person)


async def facts(case: Case, subject: str) -> Facts:
    if subject != "me":
        raise LookupError(subject)
    return Facts(case.today, known={"name": case.person.name})


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    await people.rename(case.db, case.person.id, str(answers["name"]))
    return Filed(case.person.id, Reply((about.renamed(str(answers["name"])),)))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((about.renamed(case.person.name),))


async def title(case: Case, subject: str) -> str:
    return NAME.title


BINDING = Binding(NAME, tuple(Role), facts, save, receipt, title)


def router() -> Router:
    routes = Router(name="about")
    routes.message.register(help_, Command("help"), Private(), OwnWords())
    routes.message.register(cancel, Command("cancel"), Private(), OwnWords())
    return routes
