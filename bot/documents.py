"""Renderers of documents, bases, indicators and calendars. What a person may see is in the arguments."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from bot import logs
from bot.aside import aside as drawn
from bot.rendered import Args, Rendered, Renderer
from bot.trouble import where
from domain import indicators as rules
from domain import journal, reporting
from domain.audit import Line, Sought
from domain.municipality import Municipality
from domain.people import Role, Scope
from domain.periods import Period
from domain.thanks import Thanked
from storage import agenda, audit, bases, control, half_year, indicators, people, quarter, schools, submissions, thanks
from storage.database import Database, Transaction
from views import documents, templates
from views.documents import Block

log = logs.get(__name__)


def written(kind: str, town: Municipality, draw: Callable[[], list[list[Block]]], title: str, now: datetime) -> bytes:
    """Into the department's own template, and into ours where there is none or it cannot be used."""
    pages: Sequence[Sequence[Block]] = draw()
    local = now.astimezone(town.zone)
    if town.templates:
        own = Path(town.templates) / templates.name(kind)
        try:
            return documents.document(own.read_bytes(), pages, title, local)
        except FileNotFoundError:
            log.info("BOT_TEMPLATES has no such template: our own is used", name=own.name)
        except Exception as error:  # theirs to mend; the document goes out all the same
            log.warning("a template of BOT_TEMPLATES cannot be used, our own is", name=own.name, reason=_why(error))
    return documents.document(templates.ours(kind), pages, title, local)


def _why(error: Exception) -> str:
    """Our own words for a template, or where the program stumbled over it."""
    return str(error) if isinstance(error, documents.BrokenTemplate) else where(error)


async def material(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The analytical material of a quarter (4.1)."""
    from views import material as views

    period = str(args["period"])
    async with database.transaction("render", apart=True) as db:
        found = await quarter.load(db, period, now.astimezone(town.zone).date(), town.zone)
    title = views.title(period)
    content = await drawn(written, "material", town, lambda: views.pages(found, now, town.zone), title, now)
    return Rendered(f"{title}.docx", content)


async def quality_note(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The analytical note of a half-year (4.2)."""
    from views import quality_note as views

    async with database.transaction("render", apart=True) as db:
        found = await half_year.load(db, str(args["period"]), town.zone)
    title = views.title(found.board.period)
    content = await drawn(written, "note", town, lambda: views.pages(found, now, town.zone), title, now)
    return Rendered(f"{title}.docx", content)


async def control_material(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The control material of a year (5.1)."""
    from views import control_material as views

    year = _int(args["year"])
    async with database.transaction("render", apart=True) as db:
        found = await control.load(db, town, year, now)
    title = views.title(year)
    content = await drawn(written, "control", town, lambda: views.pages(found, now, town.zone), title, now)
    return Rendered(f"{title}.docx", content)


async def school_letter(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The list of schools with their coordinators (1.3)."""
    from views import school_letter as views

    async with database.transaction("render", apart=True) as db:
        listed = await schools.everyone(db)
        crews: dict[int, list[str]] = {}
        for row in await people.staff(db, Role.COORDINATOR):
            crews.setdefault(row["school_id"], []).append(row["name"])
    today = now.astimezone(town.zone).date()
    content = await drawn(written, "letter", town, lambda: views.pages(listed, crews, today), views.NAME, now)
    return Rendered(f"{views.NAME}.docx", content)


async def paper_receipt(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """A report with its answers (4.1, 4.2). LookupError outside the scope."""
    from views import paper_receipt as views

    async with database.transaction("render", apart=True) as db:
        filed = await submissions.get(db, _scope(args), _int(args["submission"]))
    if filed is None:
        raise LookupError(args["submission"])
    form = reporting.VERSIONS[filed.form, filed.form_version]
    title = views.name(filed)
    content = await drawn(written, "receipt", town, lambda: views.pages(filed, form, now, town.zone), title, now)
    return Rendered(f"{title}.docx", content)


async def thank_you(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """Letters to the chosen mentors, or to all within the scope (1.8)."""
    from views import thanks as views

    today = now.astimezone(town.zone).date()
    async with database.transaction("render", apart=True) as db:
        found = _chosen(await thanks.listing(db, _scope(args), today), str(args["mentors"]))
    if not found:
        raise LookupError(args["mentors"])
    from_whom = str(args["from"] or views.DEPARTMENT)
    title = views.name(found)
    content = await drawn(written, "thanks", town, lambda: views.pages(found, from_whom), title, now)
    return Rendered(f"{title}.docx", content)


async def base_table(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The two bases of a school, or of all."""
    from views import bases as views

    async with database.transaction("render", apart=True) as db:
        found = await bases.load(db, _scope(args), town.zone)
        school = await _school(db, args)
    if school:
        return Rendered("Базы школы.xlsx", await drawn(views.school_table, found, school, now, town.zone))
    return Rendered("Базы всех школ.xlsx", await drawn(views.department_table, found, now, town.zone))


async def key_sheet(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """A school's codes with an empty column for names."""
    from views import bases as views

    async with database.transaction("render", apart=True) as db:
        found = await bases.load(db, Scope(_int(args["school"])), town.zone)
        school = await _school(db, args)
    return Rendered("Ключ кодов.xlsx", await drawn(views.key_sheet, found, school, now, town.zone))


async def calendar(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """A person's dates for their phone."""
    from views import ics as views

    today, person = now.astimezone(town.zone).date(), _int(args["person"])
    async with database.transaction("render", apart=True) as db:
        if args["school"]:
            found = await agenda.of_school(db, _int(args["school"]), person, today, now)
        else:
            found = await agenda.of_department(db, person, today, now)
    owner, bot = str(args["school"] or "all"), town.bot_name or "bot"
    return Rendered("Сроки.ics", await drawn(views.calendar, found, owner, bot, town.morning, now, town.zone))


async def indicator_chart(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """Indicators of a year against its targets."""
    from views import indicator_chart as views

    year = _int(args["year"])
    async with database.transaction("render", apart=True) as db:
        whole, today = Period(year, "Y"), now.astimezone(town.zone).date()
        satisfied = await indicators.satisfied(db, whole.start, whole.end, today, town.zone)
        measured = rules.measure(await indicators.filed(db, year), await indicators.targets(db, year), satisfied)
    return Rendered(f"Показатели {year}.png", await drawn(views.picture, f"Показатели, {year} год", measured))


async def journal_table(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The lines of one month (.xlsx), as many as a table holds with ease; read piece by piece, for nothing that was
    written changes."""
    from views import journal as views

    month = str(args["month"])
    since, before = journal.of_month(month, town.zone)
    lines: list[Line] = []
    async with database.transaction("render", apart=True) as db:
        first, last = await audit.edges(db, since, before) or (1, 0)
    while first <= last and len(lines) <= views.LONGEST:
        async with database.transaction("render", apart=True) as db:
            found = await audit.piece(db, Sought(since=since, before=before), first, last)
        lines += found
        last = found[-1].number - 1 if found else 0
    whole = len(lines) <= views.LONGEST
    content = await drawn(views.table, lines[: views.LONGEST], month, whole, town.zone)
    return Rendered(f"journal-{month}.xlsx", content)


def _scope(args: Args) -> Scope:
    """As the handler allowed it: a school, or everything for the department."""
    return Scope(None if args["school"] is None else _int(args["school"]))


def _chosen(found: Sequence[Thanked], mentors: str) -> list[Thanked]:
    wanted = {int(one) for one in mentors.split(",")} if mentors else set()
    return [one for one in found if not wanted or one.mentor_id in wanted]


async def _school(db: Transaction, args: Args) -> str:
    """Its name; empty for all schools."""
    if args["school"] is None:
        return ""
    school = await schools.get(db, _int(args["school"]))
    if school is None:
        raise LookupError(args["school"])
    return school.name


def _int(value: str | int | None) -> int:
    return int(value or 0)


RENDERERS: Final[dict[str, Renderer]] = {
    "material": material,
    "quality_note": quality_note,
    "control_material": control_material,
    "school_letter": school_letter,
    "paper_receipt": paper_receipt,
    "thank_you": thank_you,
    "base_table": base_table,
    "key_sheet": key_sheet,
    "calendar": calendar,
    "indicator_chart": indicator_chart,
    "journal_table": journal_table,
}
