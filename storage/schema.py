"""The numbered migrations: forward only, never edited after they have landed."""

import re
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migration:
    number: int
    statements: tuple[str, ...]


class NewerDatabase(RuntimeError):
    """The file was written by a newer version of this program."""


class BrokenReferences(RuntimeError):
    """A migration would leave rows behind that refer to nothing."""

    def __init__(self, number: int, tables: Collection[str]) -> None:
        super().__init__(f"migration {number} leaves broken references in {', '.join(sorted(tables))}")


def pending(version: int) -> list[Migration]:
    """The migrations a database of this version still needs, in order."""
    found = {int(file.name[:4]): file for file in sorted(FOLDER.glob("*.sql"))}
    if version > max(found):
        raise NewerDatabase(f"the database has schema {version}, this program knows {max(found)}: update the program")
    return [
        Migration(number, _statements(file.read_text("utf-8"))) for number, file in found.items() if number > version
    ]


def _statements(script: str) -> tuple[str, ...]:
    """Split at semicolons that end a statement; comments go."""
    statements, begun = [], ""
    for piece in re.sub(r"--[^\n]*", "", script).split(";"):
        begun += piece + ";"
        if sqlite3.complete_statement(begun):
            statements.append(begun.strip())
            begun = ""
    return tuple(text for text in statements if text != ";")
