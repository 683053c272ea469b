"""The library of materials (row 2.3): the one thing that schools see of each other."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Material:
    """`school` is None for the department's own. It is a file (its id) or a link; whoever brought it stays
    unnamed. A withdrawn one is seen by its own school alone."""

    id: int
    school_id: int | None
    school: str | None
    title: str
    about: str | None
    tags: tuple[str, ...]
    file: int | None
    link: str | None
    created_at: datetime
    withdrawn_at: datetime | None
