"""What the sample's mentors have behind them: a seminar, and a group of which one did not come once."""

from datetime import datetime, timedelta

from domain.municipality import Municipality
from domain.pairs import State
from domain.registry import School
from storage import attendance, events, guests, meetings, mentees, mentors, pairs
from storage.database import Transaction


async def seminar(db: Transaction, town: Municipality, head: int, person: int, school_id: int, now: datetime) -> None:
    """Two months ago; the mentor was there."""
    began = (now - timedelta(days=61)).astimezone(town.zone).replace(hour=14, minute=0, second=0, microsecond=0)
    event = await events.save(
        db,
        head,
        began - timedelta(days=14),
        title="Семинар «Как начать»",
        about="Первая встреча, доверие, цели на полгода",
        place="Дом учителя, зал 2",
        starts_at=began,
        audience="mentors",
        period=None,
    )
    await events.announced(db, event, began - timedelta(days=14))
    await guests.answer(db, event, person, school_id, began - timedelta(days=10), comes=True)
    await guests.mark(db, event, person, head, began + timedelta(hours=2))


async def group(db: Transaction, school: School, by: int, now: datetime) -> None:
    """Three pupils and a mentor without the messenger: the coordinator logs for them."""
    today = now.date()
    paper = f"от {today:%d.%m.%Y}"
    mentor = await mentors.add(
        db, school.id, "adult", now, name="Галина Ясная", place="библиотека", consent=f"№ 90 {paper}"
    )
    members = [
        await mentees.add(db, school.id, now, grade="7Б", consent_kind="both", consent=f"№ {91 + n} {paper}")
        for n in range(3)
    ]
    pair = await pairs.add(
        db,
        school.id,
        form="teacher-pupil",
        mentor_id=mentor.id,
        mentee_ids=[one.id for one in members],
        goal="собрать школьный музей",
        starts_on=today - timedelta(20),
        ends_on=today + timedelta(150),
        order_no=f"№ {school.number}-г",
        state=State.ACTIVE,
        by_person=by,
        now=now,
    )
    for back in (15, 8):
        met = await meetings.log(db, pair, today - timedelta(back), by, now, minutes=60)
    await attendance.put(db, met, {one.id: n != 1 for n, one in enumerate(members)})
