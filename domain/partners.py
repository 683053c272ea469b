"""Agreements with partners (rows 1.7, 2.1, 2.2): how each stands on a day, and when its end is spoken of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.workdays import DAY, WorkCalendar

AHEAD: Final = timedelta(days=30)  # before its last day the end of an agreement is coming


class Standing(StrEnum):
    VALID = "valid"
    ENDING = "ending"
    EXPIRED = "expired"
    ENDED = "ended"


IN_FORCE: Final = (Standing.VALID, Standing.ENDING)


@dataclass(frozen=True, slots=True)
class Partner:
    """An agreement of a school with a partner. `valid_until` is its last day, None where it has no end;
    `ended_on` is set once the school has ended it; `file` is the id of the paper, where there is one."""

    id: int
    school_id: int
    school_number: int
    school: str
    name: str
    agreement: str | None
    agreed_on: date
    valid_until: date | None
    gives_mentors: bool
    file: int | None
    revision: int
    ended_on: date | None
    end_reason: str | None

    def standing(self, today: date) -> Standing:
        if self.ended_on is not None:
            return Standing.ENDED
        if self.valid_until is None:
            return Standing.VALID
        if self.valid_until < today:
            return Standing.EXPIRED
        return Standing.ENDING if self.valid_until <= today + AHEAD else Standing.VALID


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A school's word that its list is current: `partners` were valid then, `who` gave it."""

    partners: int
    who: str
    at: datetime


def ordered(partners: Sequence[Partner], today: date) -> list[Partner]:
    """What needs a decision first: expired, ending, valid, ended; by end, then by name."""
    order = (Standing.EXPIRED, Standing.ENDING, Standing.VALID, Standing.ENDED)
    return sorted(
        partners,
        key=lambda one: (order.index(one.standing(today)), one.valid_until or date.max, one.name.casefold(), one.id),
    )


def fingerprint(partners: Sequence[Partner]) -> str:
    """What somebody has seen of a list: agreements are never deleted, so a list that was changed has another."""
    return f"{max((one.id for one in partners), default=0)}.{sum(one.revision for one in partners)}"


def spoken_of_until(today: date, calendar: WorkCalendar) -> date | None:
    """On this day, the newest last day whose coming end is told. None on a day off: people are not written to
    then, and what would have come on it has come on the working day before."""
    if calendar.is_off(today):
        return None
    return calendar.next_working(today + DAY) - DAY + AHEAD
