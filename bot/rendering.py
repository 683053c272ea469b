"""Files made when they are sent: a renderer reads in one short transaction and draws in a thread."""

from datetime import date, datetime
from typing import Final

from bot import documents, goal_picture, surveys
from bot.aside import aside as _drawn
from bot.rendered import Args, Renderer
from bot.rendered import Remote as Remote
from bot.rendered import Rendered as Rendered
from domain import days, reporting
from domain.contests import standings
from domain.municipality import Municipality
from domain.people import EVERYTHING, Scope
from domain.periods import quarter_of
from domain.questionnaires import TITLES, Moment
from storage import (
    about_person,
    board,
    confirmations,
    contests,
    control,
    entries,
    files,
    imports,
    jury,
    partners,
    schools,
)
from storage.database import Database
from storage.shelf import Shelf
from views.screen import File


async def qr(_database: Database, _now: datetime, _town: Municipality, args: Args) -> Rendered:
    """An invitation link as a picture."""
    from views import qr as pictures

    return Rendered("invitation.png", await _drawn(pictures.png, str(args["link"])))


async def link_cards(_database: Database, _now: datetime, town: Municipality, args: Args) -> Rendered:
    """One-time links to mentees' sheets as a page of cards to be cut."""
    from views import link_cards as views

    until = days.words(date.fromisoformat(str(args["until"])))
    cards = []
    for told in str(args["cards"]).split(","):
        code, moment, payload = told.split(" ")
        title = TITLES[Moment.BEFORE if moment == "b" else Moment.AFTER]
        cards.append(views.Card(code, title, f"https://t.me/{town.bot_name}?start={payload}", until))
    return Rendered("Ссылки на анкеты.pdf", await _drawn(views.pdf, cards, "Ссылки на анкеты"))


async def quarter_table(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The table of one quarter or half-year (.xlsx)."""
    from views import board as views

    period = str(args["period"])
    async with database.transaction("render", apart=True) as db:
        found = await board.load(db, period, town.zone)
    return Rendered(f"{reporting.of(period).key}-{period}.xlsx", await _drawn(views.table, found, now, town.zone))


async def quarter_chart(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The picture of a quarter or half-year and those before it."""
    from views import board as views

    period = str(args["period"])
    form = reporting.of(period)
    async with database.transaction("render", apart=True) as db:
        shown = [one for one in await board.periods(db, form) if one <= period][-views.QUARTERS :]
        boards = [await board.load(db, one, town.zone) for one in shown]
    today = now.astimezone(town.zone).date()
    return Rendered(f"{form.key}-{period}.png", await _drawn(views.picture, boards, today))


async def partners_table(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The list of partners of one school, or of all (.xlsx, row 2.2)."""
    from views import partners_table as views

    today = now.astimezone(town.zone).date()
    period, school = quarter_of(today).key, args["school"]
    scope = Scope(None if school is None else int(school))
    async with database.transaction("render", apart=True) as db:
        found = await partners.listing(db, scope)
        listed = [one for one in await schools.everyone(db) if scope.school_id in (None, one.id)]
        sure = await confirmations.of(db, period)
    return Rendered(f"partners-{today}.xlsx", await _drawn(views.table, found, listed, sure, period, now, town.zone))


async def control_table(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The board of a year (.xlsx)."""
    from views import control_table as views

    year = int(args["year"] or 0)
    async with database.transaction("render", apart=True) as db:
        found = await control.load(db, town, year, now)
    return Rendered(f"control-{year}.xlsx", await _drawn(views.table, found, now, town.zone))


async def control_chart(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """The board of a year as a picture: one page of its schools."""
    from views import control_chart as views
    from views.control import PER_PICTURE

    year, page = int(args["year"] or 0), int(args["page"] or 0)
    async with database.transaction("render", apart=True) as db:
        found = await control.load(db, town, year, now)
    return Rendered(f"control-{year}-{page + 1}.png", await _drawn(views.picture, found, page, PER_PICTURE))


async def contest_table(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """All scores of a contest (.xlsx)."""
    from views import contest_table as views

    contest_id = int(args["contest"] or 0)
    async with database.transaction("render", apart=True) as db:
        contest = await contests.get(db, contest_id)
        if contest is None:
            raise LookupError(contest_id)
        filed, scores = await entries.listing(db, contest_id), await jury.scores(db, contest_id)
        members = [(row["id"], row["name"]) for row in await jury.members(db, contest_id)]
    places = standings(filed, scores, len(contest.criteria))
    content = await _drawn(views.table, contest, places, scores, members, now, town.zone)
    return Rendered(f"contest-{contest.year}.xlsx", content)


async def paper(database: Database, _now: datetime, _town: Municipality, args: Args) -> Remote:
    """A file that somebody sent. Whoever asked for it was allowed to see it then."""
    async with database.transaction("render") as db:
        found = await files.get(db, EVERYTHING, int(args["id"] or 0))
    if found is None:
        raise LookupError(args["id"])

    async def from_disk() -> Rendered:
        return Rendered(found.name, await _drawn(Shelf.beside(database.path).read, found.sha256 or ""))

    return Remote(found.remote_id, from_disk)


async def import_template(_database: Database, _now: datetime, _town: Municipality, args: Args) -> Rendered:
    """The table to fill in: everything, or one school's own registry."""
    from views import import_files

    own = args.get("own")
    name = f"shablon-shkola-{own}.xlsx" if own else "shablon.xlsx"
    return Rendered(name, await _drawn(import_files.template, own is not None))


async def import_report(database: Database, _now: datetime, _town: Municipality, args: Args) -> Rendered:
    """What became of each row of a table."""
    from views import import_files

    import_id = int(args["id"] or 0)
    async with database.transaction("render", apart=True) as db:
        found = await imports.report(db, int(args["by"] or 0), import_id)
    if found is None:
        raise LookupError(import_id)
    return Rendered(f"zagruzka-{import_id}.xlsx", await _drawn(import_files.report, found.faults, found.given))


async def my_data(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """Everything stored about whoever asked (.xlsx)."""
    from views import my_data_table as views

    async with database.transaction("render", apart=True) as db:
        found = await about_person.rows(db, int(args["person"] or 0))
    return Rendered("my-data.xlsx", await _drawn(views.table, found, now, town.zone))


RENDERERS: Final[dict[str, Renderer]] = {
    "qr": qr,
    "link_cards": link_cards,
    "quarter_table": quarter_table,
    "quarter_chart": quarter_chart,
    "my_data": my_data,
    "paper": paper,
    "partners_table": partners_table,
    "control_table": control_table,
    "control_chart": control_chart,
    "contest_table": contest_table,
    "import_template": import_template,
    "import_report": import_report,
    **documents.RENDERERS,
    **goal_picture.RENDERERS,
    **surveys.RENDERERS,
}


async def render(database: Database, now: datetime, town: Municipality, file: File) -> Rendered | Remote:
    """The bytes of a file. Any exception is the renderer's: the words of the message go without it."""
    return await RENDERERS[file.renderer](database, now, town, file.args)
