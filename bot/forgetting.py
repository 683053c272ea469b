"""A backup that is put back does not bring back whoever was erased after it was made."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from bot.settings import Settings
from domain.municipality import Municipality
from domain.workdays import WorkCalendar
from storage import erasing, erasing_people, schools
from storage.database import Database, Transaction
from storage.instants import instant, moment
from views import erasing as names
from views.my_data import erased as label


async def again(erased: Iterable[tuple[str, int, str]], since: datetime, settings: Settings) -> None:
    """In the order it was done. Ids are never given twice: a number means whom it meant then."""
    due = [(kind, subject, moment(at)) for kind, subject, at in erased if moment(at) >= since]
    if not due:
        return
    town = Municipality(settings.timezone, settings.day_off_policy, settings.admins, "", lambda _: WorkCalendar())
    database = await Database.open(settings.database)
    try:
        async with database.transaction("erasing", apart=True) as db:
            for kind, subject, at in due:
                with suppress(LookupError):  # who came after the backup was made is not in it
                    await _one(db, town, kind, subject, at)
    finally:
        await database.close()


async def _one(db: Transaction, town: Municipality, kind: str, subject: int, at: datetime) -> None:
    then = instant(at)
    if kind == "person":
        await erasing_people.erase(db, town, at, {subject: label(subject)})
    elif kind == "mentor":
        await erasing_people.mentor(db, at, subject)
    elif kind == "year":
        await db.run("UPDATE years SET closed_at = coalesce(closed_at, :at) WHERE year = :year", at=then, year=subject)
        await erasing.year(db, subject)
    elif (school := await schools.get(db, subject)) is not None:
        await db.run("UPDATE schools SET archived_at = coalesce(archived_at, :at) WHERE id = :id", at=then, id=subject)
        people = {one: label(one) for one in await erasing.people_of(db, subject)}
        await erasing.school(db, town, at, subject, names.school(school.number), people)
