"""The library of materials (row 2.3): everybody with a role finds and opens, schools and the department upload."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain import tags
from domain.form import Answers, Facts
from domain.forms.library import MATERIAL
from domain.materials import Material
from domain.people import Role
from handlers import attached
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import materials
from views import library as views
from views.paging import PER_PAGE
from views.screen import Reply, Screen

UPLOADERS = (Role.COORDINATOR, Role.DEPARTMENT)


async def facts(case: Case, subject: str) -> Facts:
    if subject != "new":
        raise LookupError(subject)
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    about, file, link = (answers.get(key) for key in ("about", "file", "link"))
    material_id = await materials.add(
        case.db,
        case.scope.school_id,
        title=str(answers["title"]),
        about=None if about is None else str(about),
        tags=tags.split(answers["tags"]),
        file=file if isinstance(file, int) else None,
        link=None if link is None else str(link),
        by_person=case.person.id,
        now=case.now,
    )
    return Filed(material_id, Reply((_card(case, await _load(case, material_id), "Материал опубликован"),)))


async def receipt(case: Case, material_id: int) -> Reply:
    return Reply((_card(case, await _load(case, material_id)),))


async def title(case: Case, subject: str) -> str:
    return MATERIAL.title


BINDING = Binding(MATERIAL, UPLOADERS, facts, save, receipt, title)


async def listing(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    page = number(args[0])
    shown, total = await _page(case, page)
    return views.listing(shown, page, total, uploads=case.person.post.role in UPLOADERS)


async def found(case: Case, sought: str, page: int) -> Screen:
    shown, total = await _page(case, page, words=sought)
    return views.found(shown, sought, page, total)


async def show_tags(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.tags(await materials.tags(case.db), number(args[0]))


async def tagged(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """A tag that nothing has any more is not found."""
    tag, page = args[0], number(args[1])
    shown, total = await _page(case, page, tag=tag)
    if not total:
        raise LookupError(tag)
    return views.tagged(tag, shown, page, total)


async def own(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return views.own(await materials.own(case.db, case.scope), number(args[0]))


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return _card(case, await _load(case, number(args[0])))


async def file(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    material = await _load(case, number(args[0]))
    return await attached.copy(case, material.school_id, material.file)


async def ask_withdraw(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    material = await _load(case, number(args[0]))
    if not _mine(case, material):
        raise LookupError(args[0])
    return _card(case, material) if material.withdrawn_at else views.ask_withdraw(material)


async def withdraw(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """A second tap changes nothing and shows the card."""
    material = await _load(case, number(args[0]))
    if not _mine(case, material):
        raise LookupError(args[0])
    gone = await materials.withdraw(case.db, case.scope, material.id, case.person.id, case.now)
    return Reply((_card(case, await _load(case, material.id)),), toast=views.WITHDRAWN if gone else "")


async def _page(case: Case, page: int, *, words: str = "", tag: str = "") -> tuple[list[Material], int]:
    """A page past the end (something was withdrawn) gives the last one."""
    shown, total = await materials.find(case.db, words=words, tag=tag, limit=PER_PAGE, offset=page * PER_PAGE)
    if not shown and total:
        last = (total - 1) // PER_PAGE * PER_PAGE
        shown, total = await materials.find(case.db, words=words, tag=tag, limit=PER_PAGE, offset=last)
    return shown, total


async def _load(case: Case, material_id: int) -> Material:
    material = await materials.get(case.db, case.scope, material_id)
    if material is None:
        raise LookupError(material_id)
    return material


def _card(case: Case, material: Material, head: str = "") -> Screen:
    return views.card(material, case.town.zone, mine=_mine(case, material), head=head)


def _mine(case: Case, material: Material) -> bool:
    return case.person.post.role in UPLOADERS and material.school_id == case.scope.school_id


def router() -> Router:
    routes = Router(name="library")
    uploads = Acts(*UPLOADERS)
    routes.callback_query.register(listing, On("lb.list", 1), Private())
    routes.callback_query.register(show_tags, On("lb.tags", 1), Private())
    routes.callback_query.register(tagged, On("lb.tag", 2), Private())
    routes.callback_query.register(card, On("lb.open", 1), Private())
    routes.callback_query.register(file, On("lb.file", 1), Private())
    routes.callback_query.register(own, On("lb.mine", 1), uploads, Private())
    routes.callback_query.register(ask_withdraw, On("lb.off?", 1), uploads, Private())
    routes.callback_query.register(withdraw, On("lb.off", 1), uploads, Private())
    return routes
