"""Who did what to what when, line by line in a chain: a line that is changed, moved or missing breaks it."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

BEFORE_ALL: Final = ""  # what the first line is chained to
NAMED: Final = "named"  # a value that says itself of which kind it is: "mentee.5"
PEOPLE: Final = ("person", "erasure", "school", "from", "post", "pair", "mentor", "mentee", "meeting", "step")
TIME: Final = ("period", "deadline", "year", "month", "day", "break", "wish")
PAPERS: Final = ("submission", "evidence", "partner", "material", "publication", "fault", "import", "sheet")
MEETINGS: Final = ("event", "contest", "entry", "broadcast")
KINDS: Final = frozenset((*PEOPLE, *TIME, *PAPERS, *MEETINGS))
_VALUE: Final = re.compile(r"[0-9A-Za-z.-]{1,24}")  # ids and periods; no letters of a name


@dataclass(frozen=True, slots=True)
class Deed:
    """`at` is UTC. Without an update it was nobody's tap, without a person nobody's we know. `school_id` is that of
    the post. `subject` is made by `subject`."""

    at: datetime
    update_id: int | None
    person_id: int | None
    post_id: int | None
    school_id: int | None
    action: str
    subject: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is read: `number` without gaps, names as of now (None: erased, or nobody's)."""

    number: int
    deed: Deed
    person: str | None
    role: str | None
    school: str | None
    chain: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What of the journal is looked at: lines of one school (by the number in its codes), of some actions, of the time
    from `since` until `before`, both UTC. None: of all."""

    school_number: int | None = None
    actions: tuple[str, ...] | None = None
    since: datetime | None = None
    before: datetime | None = None


def link(previous: str, columns: Sequence[str | int | None]) -> str:
    """The chain of a line with these stored columns (number first) behind the line of the `previous` chain."""
    plain = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{plain}".encode()).hexdigest()


def subject(parts: Iterable[tuple[str, str | int]]) -> str:
    """Kinds with values: "pair:12 step:pause". What has no kind, or does not look like an id, is left out."""
    told = []
    for kind, value in parts:
        words = str(value)
        if kind == NAMED:
            kind, _, words = words.partition(".")
        if kind in KINDS and _VALUE.fullmatch(words):
            told.append(f"{kind}:{words}")
    return " ".join(told)


def parts(told: str) -> list[tuple[str, str]]:
    """The kinds and values of a subject."""
    return [(kind, value) for kind, _, value in (part.partition(":") for part in told.split())]
