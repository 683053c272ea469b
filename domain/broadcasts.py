"""A message of the department to many: to whom it goes, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

COORDINATORS: Final = "coordinators"
MENTORS: Final = "mentors"
EVERYBODY: Final = "everybody"
OWING: Final = "owing"  # with a row of the order and its period: who has not filed it
SCHOOLS: Final = "schools"  # with their ids

CAPTION: Final = 900  # characters that fit under a file
WORDS: Final = 3000
MOTIVATION: Final = "1.8"  # the row whose document is published


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A draft until `sent_at`. `audience` is one of the words above, those two with what stands after a colon:
    "owing:4.1:2026-Q4", "schools:5,12". `title`, `number` and `dated` are of a document of the order."""

    id: int
    audience: str
    words: str
    file_id: int | None
    wants_receipt: bool
    urgent: bool
    by_person: int
    created_at: datetime
    sent_at: datetime | None = None
    undone_at: datetime | None = None
    row: str | None = None
    period: str | None = None
    title: str | None = None
    number: str | None = None
    dated: date | None = None
    event_id: int | None = None
    contest_id: int | None = None

    @property
    def is_document(self) -> bool:
        return self.row == MOTIVATION


@dataclass(frozen=True, slots=True)
class Count:
    """People of a broadcast by what became of it. `read` are among the `sent`."""

    sent: int = 0
    unreachable: int = 0
    queued: int = 0
    undone: int = 0
    read: int = 0

    @property
    def people(self) -> int:
        return self.sent + self.unreachable + self.queued + self.undone

    @property
    def unread(self) -> int:
        """Those it has reached and who have not said so."""
        return self.sent - self.read


def of_schools(ids: list[int]) -> str:
    return f"{SCHOOLS}:{','.join(str(one) for one in ids)}"


def school_ids(audience: str) -> list[int]:
    """Of an audience of chosen schools; none for any other."""
    kind, _, rest = audience.partition(":")
    return [int(one) for one in rest.split(",")] if kind == SCHOOLS and rest else []


def debt(audience: str) -> tuple[str, str] | None:
    """The row and period of an audience of those who owe."""
    kind, _, rest = audience.partition(":")
    row, _, period = rest.partition(":")
    return (row, period) if kind == OWING and row and period else None
