"""What is the same for everybody in one municipality: its zone, hours, policy and first people."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import time, tzinfo

from domain.deadlines import DayOffPolicy
from domain.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Municipality:
    """Settings as the rules need them. Hours are local time of `zone`; `admins` are messenger ids of the
    first department people; `calendar` gives the production calendar of some years."""

    zone: tzinfo
    policy: DayOffPolicy
    admins: frozenset[int]
    bot_name: str
    calendar: Callable[[Iterable[int]], WorkCalendar]
    morning: time = time(9)
    quiet_from: time = time(20)
    quiet_until: time = time(8)
    templates: str = ""  # a folder of Word templates of its own
    key: bytes = field(default=b"", repr=False)  # of keyed hashes; it is not in the database
