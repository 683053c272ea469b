"""The days, the phones and the two schools of the place where doors are tried."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from domain.people import Person
from tests.village import local

NOW: Final = local(date(2026, 11, 24))
TODAY: Final = NOW.date()
THEN: Final = NOW - timedelta(days=60)
PERIOD, NEXT = "2026-Q3", "2026-Q4"
HOLDER: Final = 7001  # a phone that answers a mentee's sheet
NOBODY: Final = 7002
DISMISSED: Final = 7003
IDLE: Final = 7005  # a mentor of the first school without a pair: what others there do is not theirs
MANY: Final = 7004  # a coordinator of the first school who mentors in a third
BOTH: Final = 7006  # a coordinator of the first school who mentors in the second
TURNED: Final = 7007  # the same, who acts as a mentor now
JUROR: Final = 7008  # a coordinator of the first school who judges what others have filed


@dataclass
class Side:
    """One school and what identifies it: `mark` is a word that stands in all that is its own."""

    id: int
    mark: str
    code: str
    coordinator: Person
    mentor: Person
    pair: int = 0
    payload: str = ""
    secret: str = ""
    extra: list[str] = field(default_factory=list)  # buttons of messages that came unasked
    lists: dict[str, int] = field(default_factory=dict)  # what is looked through → the thing whose list it is
