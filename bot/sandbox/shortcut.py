"""A place in time that the page offers to jump to."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`label` is for people; `to` is an aware instant."""

    label: str
    to: datetime
