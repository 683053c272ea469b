"""A person's dates as a file for the calendar of their phone (.ics)."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from domain import roadmap
from domain.agenda import Agenda, DueDay, Meeting
from views import words

if TYPE_CHECKING:
    from icalendar import Alarm, Event

NAME: Final = "Наставничество: сроки"
ALARMS: Final = (timedelta(days=-7), timedelta(days=-1))
SHOWN: Final = timedelta(minutes=30)  # how long a due date looks in the calendar: it lasts the whole day


def calendar(agenda: Agenda, owner: str, bot: str, morning: time, now: datetime, zone: tzinfo) -> bytes:
    """Dates stand at the hour of the morning reminders, so that their alarms ring by day. `owner` tells calendars
    of two schools apart: a newer file changes what an older one brought."""
    from icalendar import Calendar

    made = Calendar()
    for name, value in (("prodid", f"-//{bot}//RU"), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", NAME)):
        made.add(name, value)
    for due in agenda.days:
        made.add_component(_due(due, owner, bot, morning, now, zone))
    for meeting in agenda.meetings:
        made.add_component(_meeting(meeting, bot, now, zone))
    made.add_missing_timezones(first_date=date(now.year - 1, 1, 1), last_date=date(now.year + 5, 1, 1))
    return bytes(made.to_ical())


def title(due: DueDay) -> str:
    row = roadmap.row(due.row)
    return f"{row.number} {row.title}: {words.period(due.period)}"


def _due(due: DueDay, owner: str, bot: str, morning: time, now: datetime, zone: tzinfo) -> "Event":
    row = roadmap.row(due.row)
    lines = [f"Последний день: {words.day(due.day)}, до конца дня.", row.measure, f"Подтверждает: {row.evidence}."]
    if due.extended:
        lines.insert(1, f"Срок продлён, общий был {_short(due.nominal)}.")
    elif due.nominal != due.day:
        lines.insert(1, f"По плану {_short(due.nominal)}, это выходной.")
    starts = datetime.combine(due.day, morning, zone)
    event = _event(f"{due.row}-{due.period}-{owner}@{bot}", f"Срок {title(due)}", "\n".join(lines), starts, now)
    event.add("dtend", starts + SHOWN)
    event.add("transp", "TRANSPARENT")  # a due date does not make anybody busy
    return event


def _meeting(meeting: Meeting, bot: str, now: datetime, zone: tzinfo) -> "Event":
    event = _event(f"event-{meeting.id}@{bot}", meeting.title, meeting.place, meeting.starts_at.astimezone(zone), now)
    event.add("location", meeting.place)
    return event


def _event(uid: str, title: str, about: str, starts: datetime, now: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("summary", title)
    event.add("description", about)
    event.add("dtstart", starts)
    for before in ALARMS:
        if starts + before > now:  # one that is past would ring the moment the file is opened
            event.add_component(_alarm(title, before))
    return event


def _alarm(title: str, before: timedelta) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", before)
    return alarm


def _short(day: date) -> str:
    return words.paper_day(day)
