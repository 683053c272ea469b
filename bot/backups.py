"""A backup is made at night beside everybody's work, and given back into an empty place."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from bot import forgetting, logs, sealing
from bot.aside import aside
from bot.ledger import Ledger
from bot.settings import Settings
from bot.vault import Backup, Broken, Vault
from domain.health import LastCopy
from storage import backups as storage
from storage import codes, erasures, snapshot
from storage.database import Database, look
from storage.instants import instant
from storage.shelf import Shelf
from storage.snapshot import Damaged

log = logs.get(__name__)

STALE: Final = timedelta(hours=25)


class NotEmpty(RuntimeError):
    """There is something already where a backup was to be put back."""


class Noted(NamedTuple):
    """How much of what outlives a backup is in the ledger: erasures, and codes given."""

    erased: int = 0
    codes: int = 0


NOTHING: Final = Noted()


def vault(settings: Settings) -> Vault:
    seal = sealing.by(settings.backup_key.get_secret_value())
    return Vault(_folder(settings), seal, Path(f"{settings.database}.work"))


def ledger(settings: Settings) -> Ledger:
    return Ledger(_folder(settings))


async def make(settings: Settings, now: datetime) -> tuple[Backup, int]:
    """A backup, opened again before it counts, and how many files it had to do without. Others go on working
    meanwhile. Raises `Damaged`, `Broken`, OSError, sqlite3.Error."""
    keep = vault(settings)
    with keep.beside() as work:
        copied = work / "copy.sqlite3"
        await snapshot.copy(settings.database, copied)
        return await aside(_put, keep, copied, now, Shelf.beside(settings.database))


async def nightly(settings: Settings, database: Database, now: datetime) -> None:
    """The same, remembered for whoever asks how old the last one is."""
    try:
        backup, missing = await make(settings, now)
    except Exception:
        async with database.transaction("backup") as db:
            await storage.failed(db, now)
        raise
    if missing:
        log.error("a backup had to do without files that are not where they should be", count=missing)
    copy = LastCopy(backup.at, len(backup.files), missing, bool(settings.backup_key.get_secret_value()))
    async with database.transaction("backup") as db:
        await storage.good(db, copy)


async def stale(database: Database, now: datetime) -> bool:
    """Whether the last good one is of the night before last, or there is none."""
    async with database.transaction() as db:
        last = await storage.last(db)
    return last is None or not now - STALE < last.at <= now


async def restore(settings: Settings, backup: Backup) -> int:
    """Put it back where the settings say the database is: an empty place. Whoever was erased since it was made is
    erased again, and codes go on after the last one given. How many files it has brought. Raises `NotEmpty`, `Broken`,
    `Damaged`."""
    brought = await aside(_restore, vault(settings), backup, settings.database)
    noted = ledger(settings)
    await forgetting.again(noted.erased(), backup.at, settings)
    await _pass_over(settings.database, noted.codes())
    return brought


async def remember(settings: Settings, database: Database, already: Noted = NOTHING) -> Noted:
    """What was erased and which codes were given by now is written down beside the backups, where it has not been yet;
    how much is now. This is asked after every batch, and nearly always there is nothing new."""
    async with database.transaction() as db:
        done, many = await erasures.all_done(db), await codes.many(db)
        given = await codes.given(db) if many != already.codes else {}
    if len(done) > already.erased:
        await aside(ledger(settings).add_erased, [(kind, subject, instant(at)) for kind, subject, at in done])
    if given:
        await aside(ledger(settings).add_codes, given)
    return Noted(len(done), many)


async def _pass_over(path: Path, known: codes.Given) -> None:
    """Nothing is touched where no code was given since."""
    async with look(path) as db:
        there = await codes.given(db)
    if not any(
        mentee > there[number][0] or mentor > there[number][1]
        for number, (mentee, mentor) in known.items()
        if number in there
    ):
        return
    database = await Database.open(path)
    try:
        async with database.transaction("codes") as db:
            await codes.pass_over(db, known)
    finally:
        await database.close()


def _folder(settings: Settings) -> Path:
    """That of the settings, or one beside the database."""
    return settings.backups or Path(f"{settings.database}.backups")


def _put(vault: Vault, copied: Path, now: datetime, shelf: Shelf) -> tuple[Backup, int]:
    known = snapshot.contents(copied)
    backup = vault.put(copied, now, known.version, [(sha256, shelf.place(sha256)) for sha256 in sorted(known.files)])
    vault.rotate()
    return backup, len(known.files) - len(backup.files)


def _restore(vault: Vault, backup: Backup, database: Path) -> int:
    place = Path(f"{database}.files")
    for path in (database, Path(f"{database}-wal"), place):
        if path.exists():
            raise NotEmpty(path.name)
    database.parent.mkdir(parents=True, exist_ok=True)
    coming = Path(f"{database}.coming")
    try:
        vault.open(backup, coming, place)
        if snapshot.contents(coming).version != backup.version:
            raise Damaged("version")
        coming.replace(database)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)  # nothing stood there before
        raise
    finally:
        coming.unlink(missing_ok=True)
    return len(backup.files)


__all__ = [
    "NOTHING",
    "STALE",
    "Backup",
    "Broken",
    "Damaged",
    "NotEmpty",
    "Noted",
    "ledger",
    "make",
    "nightly",
    "remember",
    "restore",
    "vault",
]
