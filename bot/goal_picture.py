"""The picture of a pair's goals: what is shown is within the scope in the arguments."""

from datetime import datetime
from typing import Final

from bot.aside import aside
from bot.rendered import Args, Rendered, Renderer
from domain.municipality import Municipality
from domain.people import Scope
from storage import goals, pairs
from storage.database import Database


async def picture(database: Database, _now: datetime, _town: Municipality, args: Args) -> Rendered:
    """Raises LookupError where the pair has left the scope since it was asked for."""
    from views import goals_chart as views

    pair_id, school, mentor = (int(args[key] or 0) for key in ("pair", "school", "mentor"))
    async with database.transaction("render", apart=True) as db:
        pair = await pairs.get(db, Scope(school, mentor), pair_id)
        found = await goals.of_pair(db, pair_id)
    if pair is None:
        raise LookupError(pair_id)
    return Rendered(f"goals-{pair_id}.png", await aside(views.picture, f"Цели: {', '.join(pair.mentees)}", found))


RENDERERS: Final[dict[str, Renderer]] = {"goals": picture}
