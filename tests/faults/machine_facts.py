"""What stands in a database file, read past everything of the bot's: past its connection and its queries."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.faults.messenger import content

# What people's doing leaves behind. Reminders, chats and the outbox depend on what was delivered, links are random.
KEPT: Final = (
    "schools", "people", "mentors", "roles", "mentees", "pairs", "pair_mentees", "pair_events", "meetings",
    "meeting_mentees", "meeting_changes", "years",
    "deadlines", "day_overrides", "drafts", "focus", "receipts", "submissions", "submission_history",
)  # fmt: skip
BESIDE: Final = {("people", "unreachable_since"), ("submissions", "announced_at")}


@dataclass(frozen=True, slots=True)
class Draft:
    form: str
    school: int | None
    revision: int
    answers: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A row of the outbox before it leaves."""

    chat: int
    method: str
    body: dict[str, Any]
    live: int
    key: str | None

    @property
    def content(self) -> str:
        return content(self.body)

    @property
    def is_screen(self) -> bool:
        return self.method.startswith("send") or self.method == "editMessageText"


class Facts:
    """One file, as the last commit left it."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, isolation_level=None)
        self._columns = {table: self._names(table) for table in KEPT}

    def all(self, sql: str, *params: Any) -> list[Any]:
        return self._file.execute(sql, params).fetchall()

    def kept(self) -> dict[str, list[Any]]:
        columns = self._columns.items()
        return {table: self.all(f"SELECT {names} FROM {table} ORDER BY rowid") for table, names in columns}

    def updates(self) -> dict[int, str | None]:
        """Those that have taken effect, with the failure where they were undone."""
        return dict(self.all("SELECT id, failure FROM updates"))

    def drafts(self) -> dict[int, Draft]:
        found = self.all("SELECT id, form, school_id, revision, answers FROM drafts")
        return {row[0]: Draft(*row[1:]) for row in found}

    def receipts(self) -> dict[int, tuple[str, int | None, int]]:
        """Form, school and result by the draft that was handed in."""
        return {row[0]: row[1:] for row in self.all("SELECT draft_id, form, school_id, result FROM receipts")}

    def history(self) -> list[tuple[int, int, int, str]]:
        """Submission, school, revision and answers, oldest first."""
        return self.all(
            "SELECT h.submission_id, s.school_id, h.revision, h.answers FROM submission_history h"
            " JOIN submissions s ON s.id = h.submission_id ORDER BY h.id"
        )

    def registry(self, school: int) -> list[Any]:
        """What a school keeps beside its reports, but for what mentors may change too."""
        tables = ("mentees", "submissions")
        return [self.all(f"SELECT * FROM {table} WHERE school_id = ? ORDER BY id", school) for table in tables]

    def meetings(self, school: int) -> list[Any]:
        """What its mentors may change: meetings, a pause that a meeting ends, what they say of themselves."""
        sql = "SELECT m.* FROM meetings m JOIN pairs p ON p.id = m.pair_id WHERE p.school_id = ? ORDER BY m.id"
        return self.all(sql, school) + [
            self.all(f"SELECT * FROM {table} WHERE school_id = ? ORDER BY id", school) for table in ("mentors", "pairs")
        ]

    def rows(self) -> set[tuple[int, str]]:
        """What is in the outbox: a number may be given again once its row is taken back."""
        return {tuple(row) for row in self.all("SELECT id, created_at FROM outbox")}

    def parcels(self, beside: set[tuple[int, str]]) -> list[Parcel]:
        """What waits to leave, but for these rows."""
        rows = self.all(
            "SELECT id, created_at, chat_id, method, body, live, key FROM outbox WHERE body <> '' ORDER BY id"
        )
        return [Parcel(*row[2:4], json.loads(row[4]), *row[5:]) for row in rows if (row[0], row[1]) not in beside]

    def unsettled(self) -> bool:
        """Something could leave now, or is on its way."""
        return bool(self.all("SELECT 1 FROM outbox WHERE state IN ('ready', 'sending') LIMIT 1"))

    def close(self) -> None:
        self._file.close()

    def _names(self, table: str) -> str:
        names = [row[1] for row in self.all(f"PRAGMA table_info({table})")]
        return ", ".join(name for name in names if (table, name) not in BESIDE)
