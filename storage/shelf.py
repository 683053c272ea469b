"""Contents of files on the disk, each under its hash: written whole or not at all, the same content once."""

import hashlib
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Self


class Part:
    """A file that is still coming; its hash is counted on the way."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.path = path
        self.size = 0

    def write(self, piece: bytes) -> None:
        self._file.write(piece)
        self._hash.update(piece)
        self.size += len(piece)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def end(self) -> None:
        """It is all there, and on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


class Shelf:
    """A folder beside the database. Nothing in it is ever named by a person."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._coming = folder / "coming"

    @classmethod
    def beside(cls, database: Path) -> Self:
        return cls(Path(f"{database}.files"))

    def tidy(self) -> None:
        """At start: what was still coming when the process ended will come anew."""
        for left in self._coming.glob("*") if self._coming.is_dir() else ():
            with suppress(OSError):
                left.unlink()

    @contextmanager
    def coming(self) -> Iterator[Part]:
        """A part to write into; it is gone afterwards unless it was put in its place."""
        self._coming.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._coming)
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield Part(file, path)
        finally:
            path.unlink(missing_ok=True)

    def put(self, part: Part) -> None:
        """What has ended goes into its place, in one step that a crash comes before or after."""
        place = self.place(part.sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        part.path.replace(place)
        for folder in (place.parent, self._folder, self._folder.parent):
            sync(folder)

    def sweep(self, known: Collection[str], before: datetime) -> int:
        """Take away what nobody knows any more and was put here before then; how many files went."""
        gone = 0
        for path in self._folder.glob("??/*"):
            if path.name not in known and path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def read(self, sha256: str) -> bytes:
        """OSError where it is not there."""
        return self.place(sha256).read_bytes()

    def place(self, sha256: str) -> Path:
        """Where it lies, or would. ValueError for what is no hash."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError("not a sha256")
        return self._folder / sha256[:2] / sha256


def sync(path: Path) -> None:
    """A file's content, or a folder's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
