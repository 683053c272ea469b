"""One sheet of a questionnaire: who is asked, at which end of the way, and how it stands. Never what was answered."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain import questionnaires
from domain.form import Form
from domain.pairs import CLOSED, State
from domain.questionnaires import Moment, Side


class Source(StrEnum):
    """SELF: in one's own chat · LINK: by a one-time link, nobody knows who · PAPER: typed in by the coordinator."""

    SELF = "self"
    LINK = "link"
    PAPER = "paper"


class Dropped(StrEnum):
    """STATE: the pair's state asks for the other end now · DECLINED: it was said that nobody will fill it."""

    STATE = "state"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`code` is the mentee's own, of a mentee's sheet; `codes` are all of the pair. `mentor` is a name or a pupil's
    code. `chat` tells whether the mentor uses the bot. `due_on` is the last day on which it is not late."""

    id: int
    school_id: int
    side: Side
    moment: Moment
    chosen: str
    pair_id: int | None
    year: int | None
    code: str
    codes: str
    mentor: str
    mentor_id: int | None
    chat: bool
    state: State | None
    due_on: date
    filled_at: datetime | None
    source: Source | None
    dropped: Dropped | None

    @property
    def form(self) -> Form:
        return questionnaires.form_of(self.chosen, self.side, self.moment)

    @property
    def waits(self) -> bool:
        return self.filled_at is None and self.dropped is None

    @property
    def over(self) -> bool:
        """The pair has ended before anybody wrote down what was expected of it."""
        return self.moment is Moment.BEFORE and self.state in CLOSED

    def late(self, today: date) -> bool:
        return self.waits and self.due_on < today
