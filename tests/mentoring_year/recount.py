"""The year of a school counted again from its diary, plainly: no table, statement or rule of the product."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tests.mentoring_year.diary import (
    Agreed,
    AgreementEnded,
    Attended,
    Closed,
    Deed,
    MenteeCame,
    MentorCame,
    Met,
    PairMade,
    PaperFiled,
    PaperSigned,
    Published,
    Stepped,
    TakenBack,
    Withdrawn,
)


@dataclass(slots=True)
class Pair:
    made: PairMade
    state: str
    worked: bool
    closed: Closed | None = None


@dataclass(slots=True)
class Agreement:
    agreed: Agreed
    ended: date | None = None


@dataclass(slots=True)
class Book:
    """How things stand after the last deed that was read."""

    mentors: dict[int, MentorCame] = field(default_factory=dict)
    mentees: dict[int, MenteeCame] = field(default_factory=dict)
    signed: set[int] = field(default_factory=set)
    pairs: dict[int, Pair] = field(default_factory=dict)
    meetings: dict[int, Met] = field(default_factory=dict)
    agreements: dict[int, Agreement] = field(default_factory=dict)
    publications: dict[int, date] = field(default_factory=dict)
    published: int = 0  # ever, withdrawn ones too
    papers: set[str] = field(default_factory=set)
    trained: set[int] = field(default_factory=set)

    def working(self) -> list[Pair]:
        return [pair for pair in self.pairs.values() if pair.state in ("active", "paused")]


def read(deeds: Iterable[Deed]) -> Book:
    book = Book()
    for deed in deeds:
        match deed:
            case MentorCame():
                book.mentors[deed.mentor] = deed
            case MenteeCame():
                book.mentees[deed.mentee] = deed
                if deed.paper:
                    book.signed.add(deed.mentee)
            case PaperSigned():
                book.signed.add(deed.mentee)
            case PairMade():
                book.pairs[deed.pair] = Pair(deed, "active" if deed.at_work else "draft", deed.at_work)
            case Stepped():
                pair = book.pairs[deed.pair]
                pair.state = "paused" if deed.step == "pause" else "active"
                pair.worked, pair.closed = True, None
            case Closed():
                pair = book.pairs[deed.pair]
                pair.state, pair.closed = "stopped" if deed.reason else "completed", deed
            case Met():
                book.meetings[deed.meeting] = deed
            case TakenBack():
                del book.meetings[deed.meeting]
            case Agreed():
                book.agreements[deed.partner] = Agreement(deed)
            case AgreementEnded():
                book.agreements[deed.partner].ended = deed.on
            case Published():
                book.publications[deed.publication] = deed.on
                book.published += 1
            case Withdrawn():
                del book.publications[deed.publication]
            case PaperFiled():
                book.papers.add(deed.row)
            case Attended():
                book.trained.add(deed.who)
    return book


def figures(book: Book, since: date, until: date) -> dict[str, int]:
    """What the report of these days asks of the registry, as the order means it."""
    working = book.working()
    mentors = {pair.made.mentor for pair in working}
    closed = [pair for pair in book.pairs.values() if pair.closed and since <= pair.closed.on <= until and pair.worked]
    return {
        "mentees": len({mentee for pair in working for mentee in pair.made.mentees}),
        "mentors": len(mentors),
        "mentor_pupils": sum(book.mentors[mentor].pupil for mentor in mentors),
        "pairs": len(working),
        "begun": sum(pair.worked and since <= pair.made.starts_on <= until for pair in book.pairs.values()),
        "completed": sum(pair.state == "completed" for pair in closed),
        "stopped": sum(pair.state == "stopped" for pair in closed),
        "meetings": sum(since <= met.on <= until for met in book.meetings.values()),
        "publications": sum(since <= day <= until for day in book.publications.values()),
    }


def partners(book: Book, since: date, until: date) -> int:
    """Organisations, not agreements: whose word to give mentors held on some day of the quarter."""
    return len(
        {
            one.agreed.name
            for one in book.agreements.values()
            if one.agreed.gives_mentors
            and one.agreed.on <= until
            and (one.agreed.until is None or one.agreed.until >= since)
            and (one.ended is None or one.ended >= since)
        }
    )


def taught(book: Book) -> int:
    """Teachers whom other teachers mentor."""
    return len(
        {mentee for pair in book.working() if pair.made.form == "teacher-teacher" for mentee in pair.made.mentees}
    )


def reasons(book: Book, since: date, until: date) -> Counter[str]:
    """Of pairs that ended early."""
    ended = (pair.closed for pair in book.pairs.values() if pair.state == "stopped" and pair.worked)
    return Counter(one.reason for one in ended if one and one.reason and since <= one.on <= until)


def stages(book: Book, first: date, last: date, recent: date) -> dict[str, int | bool]:
    """What the seven stages of a year are judged by; `recent` is the first day of the last two school weeks."""
    lived = {
        key: pair
        for key, pair in book.pairs.items()
        if pair.worked and pair.made.starts_on <= last and (pair.closed is None or pair.closed.on >= first)
    }
    met: dict[int, date] = {}
    for one in book.meetings.values():
        met[one.pair] = max(met.get(one.pair, one.on), one.on)
    active = [key for key, pair in lived.items() if pair.state == "active"]
    paired = {mentee for pair in lived.values() for mentee in pair.made.mentees}
    return {
        "order": "1.2" in book.papers,
        "roadmap": "1.6" in book.papers,
        "mentees": len(book.mentees),
        "mentees_placed": sum(mentee.placed for mentee in book.mentees.values()),
        "mentees_agreed": len(book.signed),
        "mentees_paired": len(paired),
        "mentors": len(book.mentors),
        "mentors_placed": sum(mentor.placed for mentor in book.mentors.values()),
        "mentors_agreed": sum(mentor.paper or mentor.account for mentor in book.mentors.values()),
        "trained": len(book.trained),
        "pairs": len(lived),
        "drafts": sum(pair.state == "draft" and pair.made.starts_on <= last for pair in book.pairs.values()),
        "working": len(active),
        "met": sum(key in met for key in lived),
        "met_lately": sum(key in met and met[key] >= recent for key in active),
        "closed": sum(pair.closed is not None for pair in lived.values()),
    }
