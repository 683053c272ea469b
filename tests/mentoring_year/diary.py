"""What the people of one school did in a year, in the order in which they did it.

The diary is written by those who act, with numbers of their own for mentors, mentees, pairs and meetings. The recount
reads it and nothing else: no id, table or rule of the product stands in it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from tests.mentoring_year.deeds_of_care import CareDeed
from tests.mentoring_year.deeds_of_halves import HalfDeed


@dataclass(frozen=True, slots=True)
class MentorCame:
    """`paper`: the consent is on paper; `account`: they use the bot and consented there."""

    mentor: int
    pupil: bool
    placed: bool
    paper: bool
    account: bool


@dataclass(frozen=True, slots=True)
class MenteeCame:
    mentee: int
    placed: bool
    paper: bool


@dataclass(frozen=True, slots=True)
class PaperSigned:
    """The consent of a mentee who had none."""

    mentee: int


@dataclass(frozen=True, slots=True)
class PairMade:
    """At work from now on, or a draft that waits for papers; written down `on` that day."""

    pair: int
    form: str
    mentor: int
    mentees: tuple[int, ...]
    starts_on: date
    at_work: bool
    on: date


@dataclass(frozen=True, slots=True)
class Stepped:
    """start, pause, resume or reopen."""

    pair: int
    step: str
    on: date


@dataclass(frozen=True, slots=True)
class Closed:
    """The programme was gone through, or ended early for a reason."""

    pair: int
    on: date
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Met:
    meeting: int
    pair: int
    on: date


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A meeting that was logged by mistake."""

    meeting: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """With a partner; `until` is the last day, None without an end."""

    partner: int
    name: str
    on: date
    until: date | None
    gives_mentors: bool


@dataclass(frozen=True, slots=True)
class AgreementEnded:
    partner: int
    on: date


@dataclass(frozen=True, slots=True)
class Published:
    publication: int
    on: date


@dataclass(frozen=True, slots=True)
class Withdrawn:
    publication: int


@dataclass(frozen=True, slots=True)
class PaperFiled:
    """The school's order (1.2), or the approval of its roadmap (1.6)."""

    row: str


@dataclass(frozen=True, slots=True)
class Attended:
    """`who` was at a seminar: a mentor, or the coordinator (0)."""

    who: int


@dataclass(frozen=True, slots=True)
class SheetFilled:
    """A questionnaire: `who` is the mentee, 0 for the mentor of the pair."""

    pair: int
    who: int
    after: bool
    at: datetime
    marks: dict[str, int]  # and yes or no


@dataclass(frozen=True, slots=True)
class GoalSet:
    goal: int
    pair: int


@dataclass(frozen=True, slots=True)
class GoalRated:
    """At the start or at the end."""

    goal: int
    moment: str
    value: int
    on: date


@dataclass(frozen=True, slots=True)
class Reported:
    """A quarter, with what the coordinator has said by hand; all else was taken as offered."""

    period: str
    by_hand: dict[str, int]


Deed = (
    MentorCame
    | MenteeCame
    | PaperSigned
    | PairMade
    | Stepped
    | Closed
    | Met
    | TakenBack
    | Agreed
    | AgreementEnded
    | Published
    | Withdrawn
    | PaperFiled
    | Attended
    | SheetFilled
    | GoalSet
    | GoalRated
    | Reported
    | CareDeed
    | HalfDeed
)


@dataclass(slots=True)
class Diary:
    deeds: list[Deed] = field(default_factory=list)

    def write(self, deed: Deed) -> None:
        self.deeds.append(deed)

    def until(self, length: int) -> list[Deed]:
        """As it was when it had so many lines."""
        return self.deeds[:length]
