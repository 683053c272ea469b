"""A folder of backups. Each is a sealed copy of the database and a list of what it holds; files that people sent are
sealed once and shared by all backups that know them."""

import gzip
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import orjson

from bot.sealing import Seal, WrongKey
from domain import rotation
from storage import shelf

NAME: Final = "%Y-%m-%dT%H%M%SZ"
LIST: Final = ".json"  # written last: what has none is no backup
PIECE: Final = 1 << 20


class Broken(RuntimeError):
    """What was put away cannot be had back. The message names the file, and nothing of its content."""


@dataclass(frozen=True, slots=True)
class Backup:
    """`sha256` is that of the database, `version` its schema's; `files` are the hashes of those it knows."""

    at: datetime
    sha256: str
    version: int
    files: frozenset[str]


class Vault:
    """`work` is a folder for what is not sealed yet: beside the database, never among the backups."""

    def __init__(self, folder: Path, seal: Seal, work: Path) -> None:
        self._folder = folder
        self._seal = seal
        self._work = work

    def all(self) -> list[Backup]:
        """Newest first."""
        found = [_read(path) for path in self._folder.glob("*" + LIST)]
        return sorted(found, key=lambda one: one.at, reverse=True)

    def put(self, database: Path, at: datetime, version: int, files: Iterable[tuple[str, Path]]) -> Backup:
        """Seal a copy and whatever files are not there yet, and open all of it again before it counts. Files that
        are not where they should be are left out. Raises `Broken`, OSError where there is no room."""
        make_folder(self._folder)
        kept = frozenset(sha256 for sha256, path in files if self._keep(sha256, path))
        backup = Backup(at.astimezone(UTC).replace(microsecond=0), _hash(database), version, kept)
        with self.beside() as work:
            packed = work / "packed"
            _pack(database, packed)
            self._close(packed, self._database(backup))
            self._open_database(backup, work / "opened")
        write(self._list(backup), orjson.dumps(_plain(backup)))
        return backup

    def rotate(self) -> int:
        """Drop what is not to be kept any longer, files included that no backup knows now; how many backups went."""
        backups = self.all()
        keep = rotation.kept(one.at for one in backups)
        gone = [one for one in backups if one.at not in keep]
        for one in gone:
            self._list(one).unlink()  # first: from now on it is no backup
            self._database(one).unlink(missing_ok=True)
        known = {sha256 for one in self.all() for sha256 in one.files}
        for path in self._folder.glob("files/*/*"):
            if path.name.partition(".")[0] not in known:
                path.unlink()
        return len(gone)

    def open(self, backup: Backup, database: Path, place: Path) -> None:
        """Put the database there, and its files into a folder as the bot keeps them. Raises `Broken`."""
        for sha256 in sorted(backup.files):
            target = place / sha256[:2] / sha256
            make_folder(target.parent)
            self._open_file(sha256, target)
        self._open_database(backup, database)

    def check(self, backup: Backup) -> None:
        """Open everything of it once. Raises `Broken`."""
        with self.beside() as work:
            self.open(backup, work / "database", work / "files")

    def _keep(self, sha256: str, path: Path) -> bool:
        sealed = self._file(sha256)
        if sealed.exists():
            return True
        if not path.is_file() or _hash(path) != sha256:
            return False
        make_folder(sealed.parent)
        self._close(path, sealed)
        with self.beside() as work:
            self._open_file(sha256, work / "opened")
        return True

    def _close(self, source: Path, target: Path) -> None:
        """Whole or not at all."""
        coming = target.with_name(target.name + ".part")
        try:
            self._seal.close(source, coming)
            shelf.sync(coming)
            coming.replace(target)
        finally:
            coming.unlink(missing_ok=True)
        shelf.sync(target.parent)

    def _open_database(self, backup: Backup, target: Path) -> None:
        sealed = self._database(backup)
        with self.beside() as work:
            self._open(sealed, work / "packed")
            try:
                _unpack(work / "packed", target)
            except (OSError, EOFError) as error:
                if getattr(error, "errno", None) is not None:
                    raise
                raise Broken(sealed.name) from None
        _same(target, backup.sha256, sealed)

    def _open_file(self, sha256: str, target: Path) -> None:
        self._open(self._file(sha256), target)
        _same(target, sha256, self._file(sha256))

    def _open(self, sealed: Path, target: Path) -> None:
        try:
            self._seal.open(sealed, target)
        except (WrongKey, FileNotFoundError):
            raise Broken(sealed.name) from None

    @contextmanager
    def beside(self) -> Iterator[Path]:
        """A folder for what is not sealed yet, gone afterwards."""
        make_folder(self._work)
        with TemporaryDirectory(dir=self._work) as folder:
            yield Path(folder)

    def _list(self, backup: Backup) -> Path:
        return self._folder / f"{backup.at:{NAME}}{LIST}"

    def _database(self, backup: Backup) -> Path:
        return self._folder / f"{backup.at:{NAME}}.sqlite3.gz{self._seal.suffix}"

    def _file(self, sha256: str) -> Path:
        return self._folder / "files" / sha256[:2] / f"{sha256}{self._seal.suffix}"


def _read(path: Path) -> Backup:
    try:
        said = orjson.loads(path.read_bytes())
        return Backup(
            datetime.strptime(path.stem, NAME).replace(tzinfo=UTC),
            said["sha256"],
            said["version"],
            frozenset(said["files"]),
        )
    except (ValueError, KeyError, TypeError):
        raise Broken(path.name) from None


def _plain(backup: Backup) -> dict[str, object]:
    return {"sha256": backup.sha256, "version": backup.version, "files": sorted(backup.files)}


def _same(path: Path, sha256: str, sealed: Path) -> None:
    if _hash(path) != sha256:
        raise Broken(sealed.name)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(source: Path, target: Path) -> None:
    with source.open("rb") as read, gzip.open(target, "wb", compresslevel=6) as write:
        shutil.copyfileobj(read, write, PIECE)


def _unpack(source: Path, target: Path) -> None:
    with gzip.open(source, "rb") as read, target.open("wb") as write:
        shutil.copyfileobj(read, write, PIECE)


def write(path: Path, content: bytes) -> None:
    """Whole or not at all, and on the disk."""
    coming = path.with_name(path.name + ".part")
    coming.write_bytes(content)
    shelf.sync(coming)
    coming.replace(path)
    shelf.sync(path.parent)


def make_folder(folder: Path) -> None:
    """For nobody else to look into."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
