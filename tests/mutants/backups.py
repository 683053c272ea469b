"""What makes a backup one that can be had back."""

from tests.mutants.mutant import Mutant

BACKUPS = ("tests/bot/test_backups.py",)

GUARDS: tuple[Mutant, ...] = (
    Mutant(
        "a backup counts only once it has been opened again",
        "bot/vault.py",
        '            self._open_database(backup, work / "opened")\n        write(',
        "            pass\n        write(",
        BACKUPS,
    ),
    Mutant(
        "what is opened is compared with what was put away",
        "bot/vault.py",
        "    if _hash(path) != sha256:\n        raise Broken(sealed.name)\n",
        "    pass\n",
        BACKUPS,
    ),
    Mutant(
        "a file that is not itself any more is not put away",
        "bot/vault.py",
        "if not path.is_file() or _hash(path) != sha256:",
        "if not path.is_file():",
        BACKUPS,
    ),
    Mutant(
        "the key seals",
        "bot/sealing.py",
        "return Sealed(key) if key else Unsealed()",
        "return Unsealed()",
        BACKUPS,
    ),
    Mutant(
        "nothing that is there is replaced",
        "bot/backups.py",
        "            raise NotEmpty(path.name)\n",
        "            continue\n",
        BACKUPS,
    ),
    Mutant(
        "a restore that fails leaves nothing behind",
        "bot/backups.py",
        "        shutil.rmtree(place, ignore_errors=True)  # nothing stood there before\n        raise\n",
        "        raise\n",
        BACKUPS,
    ),
    Mutant(
        "files that a backup still knows are kept",
        "bot/vault.py",
        'if path.name.partition(".")[0] not in known:',
        "if True:",
        BACKUPS,
    ),
    Mutant(
        "a failed night is remembered",
        "bot/backups.py",
        "            await storage.failed(db, now)\n",
        "            pass\n",
        BACKUPS,
    ),
    Mutant(
        "the bot's state is for those who run it",
        "handlers/status.py",
        "return case is not None and case.person.telegram_id in case.town.admins",
        "return case is not None",
        ("tests/handlers/test_status.py",),
    ),
    Mutant(
        "codes go on after the last one given, whatever is restored",
        "bot/backups.py",
        "    await _pass_over(settings.database, noted.codes())\n",
        "",
        BACKUPS,
    ),
    Mutant(
        "a code that is given is written down beside the backups",
        "bot/backups.py",
        "        given = await codes.given(db) if many != already.codes else {}\n",
        "        given = dict[int, tuple[int, int]]()\n",
        BACKUPS,
    ),
    Mutant(
        "an earlier restore does not make the ledger forget",
        "bot/ledger.py",
        "            known[number] = (max(mentee, last[0]), max(mentor, last[1]))\n",
        "            known[number] = (mentee, mentor)\n",
        BACKUPS,
    ),
)
