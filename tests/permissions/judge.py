"""What an answer must not be: nothing of another school is said, sent or touched."""

import re
from typing import Any

from tests.permissions.doors import Doors, Outcome, belonging, referring
from tests.permissions.forged import LINKS, identifies, named
from tests.permissions.report import Report
from tests.permissions.town import Fair
from tests.permissions.who import Who


class Judge:
    """Knows which rows are whose, as each press finds them."""

    def __init__(self, fair: Fair, doors: Doors, report: Report) -> None:
        self._fair, self._doors, self._report = fair, doors, report
        self._belongs: dict[int, set[tuple[str, int]]] = {}
        self._own: dict[str, set[tuple[str, int]]] = {}

    async def look(self) -> None:
        await self._doors.look()
        for side in (self._fair.a, self._fair.b):
            self._belongs[side.id] = await belonging(self._fair.db, self._doors.base, side.id)
        for who in self._fair.people:
            self._own[who.name] = await referring(self._fair.db, self._doors.base, who.rows)

    def judge(self, who: Who, data: str, found: Outcome, *, changes: bool = True) -> None:
        """Where one may not act, nothing at all is changed."""
        if who.name == "department":
            return
        if found.changed and not changes:
            self.leak(who, data, f"changes {sorted({table for table, _ in found.changed})}")
        for side in (self._fair.a, self._fair.b):
            if who.side is not None and who.side.id == side.id:
                continue
            said = found.words.lower().replace(data.rpartition(" ")[2].lower(), "")  # an echo tells nothing
            for own in who.words:
                said = said.replace(own.lower(), "")
            if side.mark.lower() in said or side.code.lower() in said:
                self.leak(who, data, f"says {found.words[:200]!r}")
            touched = {
                key
                for key, row in found.changed.items()
                if key[0] != "event_guests"
                and _among(key, row, self._belongs[side.id], side.id)
                and not _among(key, row, self._own[who.name])
            }
            if touched and not self._holds(data):
                self.leak(who, data, f"touches {sorted(touched)[:4]}")
            theirs = {side.mentor.telegram_id} if who.rows else {side.coordinator.telegram_id, side.mentor.telegram_id}
            if theirs & set(found.told) and not self._holds(data):
                self.leak(who, data, "tells somebody of another school")

    def _holds(self, data: str) -> bool:
        """A link is its holder's, whoever that is."""
        return named(data) in LINKS

    def leak(self, who: Who, data: str, why: str) -> None:
        self._report.leaks.append(f"{who.name} presses {data}: {why}")


def _among(key: tuple[str, int], row: dict[str, Any], rows: set[tuple[str, int]], school: int | None = None) -> bool:
    """Whether it is one of these rows, or a new one that refers to one of them."""
    return (
        key in rows
        or (school is not None and row.get("school_id") == school)
        or any(
            (f"{column.removesuffix('_id')}s", value) in rows
            for column, value in row.items()
            if column.endswith("_id") and column not in ("person_id", "post_id")
        )
    )


def neutral(found: Outcome, asked: set[str]) -> str:
    """The answer without the numbers that were asked about."""
    words = found.words
    for arg in sorted(asked, key=len, reverse=True):
        if identifies(arg):
            words = re.sub(rf"(?<!\d){re.escape(arg)}(?!\d)", "#", words)
    return words
