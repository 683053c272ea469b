"""What happens to a school besides its work: renamed, archived and back, merged, its coordinators come and go."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.registry import School


class What(StrEnum):
    RENAMED = "renamed"
    ARCHIVED = "archived"
    RESTORED = "restored"
    MERGED = "merged"  # into another one, which ABSORBED it
    ABSORBED = "absorbed"
    JOINED = "joined"
    LEFT = "left"
    SUCCEEDED = "succeeded"  # one coordinator after another


PERSONAL = (What.JOINED, What.LEFT, What.SUCCEEDED)  # before and after are people


@dataclass(frozen=True, slots=True)
class Event:
    """`by` and, of the personal ones, `before` and `after` are names of adults as they stand today."""

    at: datetime
    by: str
    what: What
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Fate:
    """A school that is not on the list any more: since when, and which one it has become a part of."""

    archived_at: datetime
    merged_into: School | None
