"""A school at what is for all: an event, the contest."""

from datetime import date

from domain.people import Person
from storage import contests, entries, guests, jury
from storage.database import Transaction
from tests.permissions import unasked
from tests.permissions.side import NOW, THEN, Side
from tests.village import BEGIN, local


async def contest(db: Transaction, department: Person, year: int, *, ends: date) -> int:
    """Its call went out long ago; it is judged from the end of that day on."""
    made = await contests.save(
        db,
        year,
        department.id,
        BEGIN,
        title="Лучшая практика",
        about=None,
        criteria=("Новизна", "Польза"),
        ends_on=ends,
        ends_at=local(ends, 23),
    )
    await contests.opened(db, made, department.id, THEN)
    return made


async def fill(db: Transaction, side: Side, department: Person, event: int, contest: int) -> None:
    """Signed up for the event, with an application that is being judged."""
    await guests.answer(db, event, side.coordinator.id, side.id, THEN, comes=True)
    entry = await entries.enter(
        db,
        contest,
        side.id,
        side.coordinator.id,
        NOW,
        title=f"опыт {side.mark}",
        about=f"рассказ {side.mark}",
        files=(),
    )
    await jury.name(db, contest, [department.id], department.id, NOW)
    await jury.score(db, entry, department.id, 0, 5, NOW)
    side.lists |= {"guests": event, "marks": event, "entries": contest, "judge": contest, "who": 1}
    unasked.on_screens(side, contest, entry)
