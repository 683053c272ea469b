"""How the bot itself is doing, as values; nothing in them is about a person."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LastCopy:
    """The last good backup. `at` is UTC; `missing` files were not where they should be; it is `sealed` with a key, or
    as readable as the database."""

    at: datetime
    files: int
    missing: int
    sealed: bool


@dataclass(frozen=True, slots=True)
class Health:
    """`waiting` messages could leave now, the oldest of them since `waiting_since`. `megabytes` is the database's
    size, `failures` are updates that were undone of late.
    From the line `audit_broken` on the audit does not fit its chain."""

    megabytes: int
    waiting: int
    waiting_since: datetime | None
    unreachable: int
    failures: int
    files_waiting: int
    copy: LastCopy | None
    copy_failed: datetime | None
    audit_broken: int | None = None
