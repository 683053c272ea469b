"""`python -m bot backup` and `restore`: by hand what the night does by itself, and back."""

import argparse
import asyncio
import sys
from datetime import datetime

from bot import backups, sealing, settings
from bot.backups import Backup, Broken, Damaged, NotEmpty
from bot.clock import Clock
from bot.settings import Settings
from views import backups as words

SHOWN = "%d.%m.%Y %H:%M"


def attach(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    make = commands.add_parser("backup", help="a sealed copy of the database and its files, beside a running bot")
    make.add_argument("--list", action="store_true", help="the copies there are")
    make.add_argument("--check", action="store_true", help="open the newest one whole, changing nothing")
    make.add_argument("--new-key", action="store_true", help="a new key for BOT_BACKUP_KEY")
    back = commands.add_parser("restore", help="put a copy back to where BOT_DATABASE says, an empty place")
    back.add_argument("copy", nargs="?", help='as `backup --list` shows it: "25.11.2026 04:30"; the newest one')


def backup(chosen: argparse.Namespace, clock: Clock) -> int:
    if chosen.new_key:
        print(words.NEW_KEY, f"BOT_BACKUP_KEY={sealing.new_key()}", sep="\n")
        return 0
    found = _settings()
    if chosen.list or chosen.check:
        return _look(found, whole=chosen.check)
    if not found.database.exists():
        return _failed(words.NO_DATABASE)
    try:
        made, missing = asyncio.run(backups.make(found, clock.now()))
    except OSError:
        return _failed(words.NO_ROOM)
    except (Broken, Damaged) as trouble:
        return _failed(words.broken(str(trouble)))
    print(words.made(_shown(made, found), len(made.files), missing, sealed=bool(found.backup_key)))
    return 0


def restore(chosen: argparse.Namespace) -> int:
    found = _settings()
    try:
        copies = {_shown(one, found): one for one in reversed(backups.vault(found).all())}
        name = chosen.copy or next(reversed(copies), "")
        if name not in copies:
            return _failed(words.WRONG.format(", ".join(copies)) if copies else words.NONE)
        files = asyncio.run(backups.restore(found, copies[name]))
    except NotEmpty as trouble:
        return _failed(words.not_empty(str(trouble)))
    except (Broken, Damaged) as trouble:
        return _failed(words.broken(str(trouble)))
    except OSError:
        return _failed(words.NO_ROOM)
    print(words.restored(name, files, str(found.database)))
    return 0


def _look(found: Settings, *, whole: bool) -> int:
    vault = backups.vault(found)
    try:
        copies = vault.all()
        if not copies:
            return _failed(words.NONE)
        if whole:
            vault.check(copies[0])
            print(words.sound(_shown(copies[0], found)))
        else:
            print(*(words.line(_shown(one, found), len(one.files)) for one in copies), sep="\n")
    except Broken as trouble:
        return _failed(words.broken(str(trouble)))
    return 0


def _settings() -> Settings:
    return settings.load(token="0:not-needed-here")  # noqa: S106


def _shown(one: Backup, found: Settings) -> str:
    local: datetime = one.at.astimezone(found.timezone)
    return f"{local:{SHOWN}}"


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
