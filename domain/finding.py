"""What /find looks for: a few letters in any case, «ё» is «е», every word typed must be there somewhere."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST: Final = 24  # characters: what was typed goes along on the buttons that turn pages
WORDS: Final = 4
RECEIPT: Final = re.compile(r"(?:([0-9]{4}-[qhy][0-9]?)/)?0*([0-9]{1,9})")


class Kind(StrEnum):
    """In the order in which they are shown."""

    SCHOOL = "school"
    PERSON = "person"
    MENTOR = "mentor"
    MENTEE = "mentee"
    PAIR = "pair"
    SUBMISSION = "submission"
    EVIDENCE = "evidence"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Hit:
    """`title` names it, `note` tells it from its likes; `school` is the number of the school it belongs to."""

    kind: Kind
    id: int
    title: str
    note: str = ""
    school: int | None = None


def fold(text: str | None) -> str:
    """What two spellings of one word share."""
    return (text or "").casefold().replace("ё", "е")


def words(typed: str) -> tuple[str, ...]:
    """What is looked for; nothing where nothing can be seen of it."""
    return tuple(fold(typed[:LONGEST]).replace("№", " ").split()[:WORDS])


def receipt(sought: tuple[str, ...]) -> tuple[str | None, int] | None:
    """The period, if given, and number of a receipt: «2026-Q4/0012», «0012»."""
    found = RECEIPT.fullmatch(sought[0]) if len(sought) == 1 else None
    return (found[1].upper() if found[1] else None, int(found[2])) if found else None


def ranked(hits: list[Hit], sought: tuple[str, ...]) -> list[Hit]:
    """Kind by kind, those that begin with what was typed before those that hold it somewhere."""
    kinds = list(Kind)
    return sorted(hits, key=lambda hit: (kinds.index(hit.kind), not fold(hit.title).startswith(sought[0]), hit.title))
