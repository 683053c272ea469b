"""The calendar file, read back by a parser: every date and event, in its zone, with alarms that are still to come."""

from datetime import date, datetime, timedelta

from icalendar import Calendar

from domain.agenda import DueDay
from storage import agenda
from storage.instants import instant
from tests.paperwork.place import NOW, Place
from tests.village import MOSCOW, local
from views import ics


async def test_the_departments_calendar_holds_every_date_to_come_with_its_alarms(place: Place) -> None:
    made = Calendar.from_ical(await place.render("calendar", person=place.department.id, school=None))
    async with place.database.transaction() as db:
        found = await agenda.of_department(db, place.department.id, date(2026, 12, 21), NOW)
    assert [str(event["summary"]) for event in made.walk("VEVENT")] == [f"Срок {ics.title(due)}" for due in found.days]
    quality = next(event for event in made.walk("VEVENT") if "4.2" in str(event["summary"]))
    assert quality["dtstart"].dt == datetime(2026, 12, 25, 9, tzinfo=MOSCOW)
    assert quality["dtstart"].params["TZID"] == "Europe/Moscow"
    assert [alarm["trigger"].dt for alarm in quality.walk("VALARM")] == [timedelta(days=-1)], "a week before is past"
    contest = next(event for event in made.walk("VEVENT") if "3.3" in str(event["summary"]))
    assert [alarm["trigger"].dt for alarm in contest.walk("VALARM")] == [timedelta(days=-7), timedelta(days=-1)]
    assert [str(zone["tzid"]) for zone in made.walk("VTIMEZONE")] == ["Europe/Moscow"]


async def test_a_schools_calendar_holds_what_it_owes_its_own_date_and_the_persons_events(place: Place) -> None:
    async with place.database.transaction() as db:
        person, now = place.coordinator.id, instant(NOW)
        await db.run(
            """INSERT INTO extensions (roadmap_row, period, school_id, until, ends_at, reason, by_person, at)
               VALUES ('4.2', '2026-H2', :school, '2026-12-29', :now, 'болезнь', :by, :now)""",
            school=place.first, by=person, now=now,
        )  # fmt: skip
        # Signed up for the first, left the second, the third was called off, the fourth is for others.
        for number, (cancelled, left) in enumerate(((None, None), (None, now), (now, None), (None, None)), start=1):
            await db.run(
                """INSERT INTO events (title, place, starts_at, audience, by_person, created_at, moved_at, cancelled_at)
                   VALUES (:title, 'ул. Мира, 5; зал', :starts, 'everybody', :by, :now, :now, :cancelled)""",
                title=f"Семинар {number}", starts=instant(local(date(2026, 12, 28), 10)), by=person, now=now,
                cancelled=cancelled,
            )  # fmt: skip
            if number < 4:
                await db.run(
                    """INSERT INTO event_guests (event_id, person_id, signed_at, left_at)
                       VALUES (:event, :by, :now, :left)""",
                    event=number, by=person, now=now, left=left,
                )  # fmt: skip
    made = Calendar.from_ical(await place.render("calendar", person=person, school=place.first))
    deadline, seminar = made.walk("VEVENT")
    assert deadline["dtstart"].dt == datetime(2026, 12, 29, 9, tzinfo=MOSCOW)
    assert "Срок продлён, общий был 25 декабря 2026 г." in str(deadline["description"])
    assert (str(seminar["summary"]), str(seminar["location"])) == ("Семинар 1", "ул. Мира, 5; зал")
    assert seminar["dtstart"].dt == datetime(2026, 12, 28, 10, tzinfo=MOSCOW)
    other = Calendar.from_ical(await place.render("calendar", person=place.department.id, school=place.second))
    assert [event["dtstart"].dt.date() for event in other.walk("VEVENT")] == [date(2026, 12, 25)]


async def test_what_a_school_has_filed_leaves_its_calendar(place: Place) -> None:
    early = local(date(2026, 11, 24))
    async with place.database.transaction() as db:
        third = await agenda.of_school(db, 3, 0, date(2026, 11, 24), early)
        first = await agenda.of_school(db, place.first, 0, date(2026, 11, 24), early)
    quarter = DueDay("4.1", "2026-Q4", date(2026, 12, 20), date(2026, 12, 18))
    assert quarter in third.days
    assert quarter not in first.days
    assert {due.row for due in third.days} <= {"1.2", "1.4", "1.6", "4.1", "4.2"}, "what others owe is not theirs"
