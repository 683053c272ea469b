"""When a message that somebody else caused may reach a person: at night it waits for the morning."""

from datetime import datetime

from domain import reminders as rules
from handlers.case import Case


def wake(case: Case) -> datetime | None:
    """The end of the quiet hours, where it is quiet now."""
    town = case.town
    at = rules.sendable_at(case.now, town.zone, town.morning, town.quiet_from, town.quiet_until)
    return at if at > case.now else None
