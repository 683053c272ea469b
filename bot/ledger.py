"""What is known beside the backups and outlives them all: who was erased, how far codes were given. Numbers alone, so
it is not sealed."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import orjson

from bot.vault import make_folder, write
from storage.codes import Given

ERASED: Final = "erased"
CODES: Final = "codes"


class Ledger:
    """Of a folder of backups."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def erased(self) -> list[tuple[str, int, str]]:
        """Kind, id and instant of whatever was erased: what older backups do not know."""
        return [(kind, int(subject), at) for kind, subject, at in self._read(ERASED, [])]

    def add_erased(self, erased: Iterable[tuple[str, int, str]]) -> None:
        known = self.erased()
        if new := [one for one in erased if one not in known]:
            self._write(ERASED, [*known, *new])

    def codes(self) -> Given:
        """The furthest that codes were ever given, also before some earlier restore."""
        return {int(number): (mentee, mentor) for number, (mentee, mentor) in self._read(CODES, {}).items()}

    def add_codes(self, given: Given) -> None:
        before = self.codes()
        known = dict(before)
        for number, (mentee, mentor) in given.items():
            last = known.get(number, (1, 1))
            known[number] = (max(mentee, last[0]), max(mentor, last[1]))
        if known != before:
            self._write(CODES, {str(number): ends for number, ends in known.items()})

    def _read(self, name: str, nothing: Any) -> Any:
        try:
            return orjson.loads((self._folder / name).read_bytes())
        except FileNotFoundError:
            return nothing

    def _write(self, name: str, content: Any) -> None:
        make_folder(self._folder)
        write(self._folder / name, orjson.dumps(content))
