"""Results of the questionnaires as files: a picture of one side, a table of a period."""

from datetime import datetime
from typing import Final

from bot.aside import aside as drawn
from bot.rendered import Args, Rendered, Renderer
from domain.municipality import Municipality
from domain.periods import Period
from domain.registry import School
from domain.results import Days, Results
from storage import growth, schools
from storage.database import Database, Transaction


async def growth_chart(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """Before and after on each scale, of one school or of all together."""
    from views import growth_chart as views

    period, side, school = Period.parse(str(args["period"])), str(args["side"]), _school(args)
    async with database.transaction("render", apart=True) as db:
        results = await _load(db, period, now, town, school)
        known = await _named(db, school)
    outcome = results.together if school is None else results.of(school)
    title = views.title(period, side, known[0].name if school else None)
    return Rendered(f"Итоги анкет {period.key}.png", await drawn(views.picture, *title, outcome, side))


async def growth_table(database: Database, now: datetime, town: Municipality, args: Args) -> Rendered:
    """Everything a coordinator may see of their school, or the department of all."""
    from views import growth_table as views

    period, school = Period.parse(str(args["period"])), _school(args)
    async with database.transaction("render", apart=True) as db:
        results = await _load(db, period, now, town, school)
        known = await _named(db, school, results)
    content = await drawn(views.table, period, known, results, school is None, now, town.zone)
    return Rendered(f"Итоги анкет {period.key}.xlsx", content)


async def _load(db: Transaction, period: Period, now: datetime, town: Municipality, school: int | None) -> Results:
    today = now.astimezone(town.zone).date()
    return await growth.load(db, Days(period.start, period.end, today), town.zone, school)


async def _named(db: Transaction, school: int | None, results: Results | None = None) -> list[School]:
    """The school asked for; or all, those that have left too where they have answered. LookupError for no school."""
    if school is None:
        return await schools.among(db, results.schools if results else ())
    known = await schools.get(db, school)
    if known is None:
        raise LookupError(school)
    return [known]


def _school(args: Args) -> int | None:
    return None if args["school"] is None else int(args["school"])


RENDERERS: Final[dict[str, Renderer]] = {"growth_chart": growth_chart, "growth_table": growth_table}
