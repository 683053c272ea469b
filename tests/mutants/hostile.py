"""Guards against what people send: in names, in files, in logs; and against what would be fetched or let in."""

from typing import Final

from tests.mutants.mutant import Mutant

MARKED: Final = ("tests/faults/test_marked.py",)
NAMES: Final = ("tests/views/test_hostile_names.py",)
KEPT: Final = ("tests/handlers/test_bound_links.py",)
UPLOADS: Final = ("tests/views/test_uploads.py",)
SUPPLY: Final = ("tests/test_supply.py",)
PROCESS: Final = ("tests/bot/test_process.py::test_nobody_can_come_to_it_it_goes_to_telegram_and_listens_nowhere",)

GUARDS: Final = (
    Mutant(
        "an error's own words stay out of logs and notes",
        "bot/trouble.py",
        '(type(error).__name__, getattr(error, "sqlite_errorname", ""))',
        '(type(error).__name__, str(error), getattr(error, "sqlite_errorname", ""))',
        MARKED,
    ),
    Mutant(
        "an update stays out of logs",
        "bot/intake.py",
        'log.error("an update was undone", update=raw["update_id"], kind=cause.kind, place=trouble)',
        'log.error("an update was undone", update=raw["update_id"], kind=str(raw), place=trouble)',
        MARKED,
    ),
    Mutant(
        "an update stays out of the note of its failure",
        "bot/intake.py",
        'f"{cause.kind}: {trouble}"',
        'f"{cause.kind}: {trouble} {cause.data} {cause.chat_id}"',
        MARKED,
    ),
    Mutant("a text is escaped", "views/screen.py", 'safe(f"<b>{escape(words)}</b>")', 'safe(f"<b>{words}</b>")', NAMES),
    Mutant(
        "a name of an account turns nothing around",
        "handlers/start.py",
        "signs.name(query.from_user.full_name, menus.NAMELESS)",
        "query.from_user.full_name",
        KEPT,
    ),
    Mutant(
        "a name of an administrator turns nothing around",
        "handlers/agreeing.py",
        "signs.name(query.from_user.full_name, menus.NAMELESS)",
        "query.from_user.full_name",
        KEPT,
    ),
    Mutant(
        "a title of a group turns nothing around",
        "handlers/groups.py",
        'signs.name(message.chat.title or "", menus.NAMELESS)',
        'message.chat.title or ""',
        KEPT,
    ),
    Mutant("a name shows something", "domain/signs.py", 'return text if shows(text) else ""', "return text", NAMES),
    Mutant(
        "tables and documents turn nothing around",
        "views/spreadsheets.py",
        "\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]",
        "]",
        NAMES,
    ),
    Mutant("a document's title may hold any sign", "views/documents.py", 'ILLEGAL.sub("", title)[', "title[", NAMES),
    Mutant(
        "a picture's words for who cannot see it may hold any sign",
        "views/documents.py",
        'ILLEGAL.sub("", picture.caption)',
        "picture.caption",
        NAMES,
    ),
    Mutant(
        "a picture draws any text",
        "views/canvas.py",
        "            self._drawable(said),\n",
        "            said,\n",
        NAMES,
    ),
    Mutant(
        "a picture measures any text",
        "views/canvas.py",
        "font.set_text(self._drawable(said))",
        "font.set_text(said)",
        NAMES,
    ),
    Mutant(
        "names stored before are cleaned at the first start",
        "bot/opening.py",
        "            await cleaning.names(db, menus.NAMELESS)\n",
        "",
        ("tests/upgrades/test_upgrades.py",),
    ),
    Mutant(
        "records with a name that is cleaned go along",
        "storage/cleaning.py",
        "    await erasing_people.rename(db, found)\n",
        "",
        ("tests/upgrades/test_upgrades.py",),
    ),
    Mutant("a picture turns nothing around", "views/canvas.py", 'in UNSEEN.sub("", said))', "in said)", NAMES),
    Mutant(
        "a row that would burst is not read",
        "views/bursting.py",
        ' or piece.count(b"<") > MOST_TOGETHER for',
        " for",
        UPLOADS,
    ),
    Mutant(
        "an element that would burst is not read",
        "views/bursting.py",
        "if any(len(piece) > LONGEST or ",
        "if any(",
        UPLOADS,
    ),
    Mutant(
        "looks that would burst are not read",
        "views/bursting.py",
        "        if many > MOST_LOOKS or len(content) > LONGEST:\n            raise TooMuch\n",
        "",
        UPLOADS,
    ),
    Mutant(
        "a remark ends no row",
        "views/bursting.py",
        '    if b"<!" in content:  # in a remark, the end of a row is none\n        raise Odd\n',
        "",
        UPLOADS,
    ),
    Mutant(
        "a part is known by its content",
        "views/bursting.py",
        '    if not begin.startswith(b"<"):\n        return 0\n',
        '    if not name.lower().endswith((".xml", ".rels", ".vml")):\n        return 0\n',
        UPLOADS,
    ),
    Mutant(
        "letters of two bytes are no table",
        "views/bursting.py",
        "    if content.startswith(ELSEWHERE):\n        raise Odd\n",
        "",
        UPLOADS,
    ),
    Mutant(
        "no letters but the usual ones",
        "views/bursting.py",
        "    if encoding and encoding[1].lower() not in PLAIN:\n        raise Odd\n",
        "",
        UPLOADS,
    ),
    Mutant(
        "all parts together",
        "views/uploads.py",
        "        if tags > bursting.MOST_TAGS:\n",
        "        if False:\n",
        UPLOADS,
    ),
    Mutant(
        "a document that becomes gigabytes is not kept",
        "domain/contents.py",
        " or unpacked > LARGEST_WHOLE",
        "",
        ("tests/domain/test_contents.py",),
    ),
    Mutant(
        "a known hole fails the check",
        "tests/holes.py",
        "    return FOUND if done.returncode else 0\n",
        "    return 0\n",
        SUPPLY,
    ),
    Mutant(
        "where nobody answers the check goes on",
        "tests/holes.py",
        "    if done.returncode == UNKNOWN:\n",
        "    if False:\n",
        SUPPLY,
    ),
    Mutant(
        "everything pinned is asked about",
        "tests/holes.py",
        '("requirements.txt", "requirements-dev.txt")',
        '("requirements-peers.txt",)',
        SUPPLY,
    ),
    Mutant("holes are a part of the check", "Makefile", "\t@$(BIN)/python -m tests.holes\n", "", SUPPLY),
    Mutant(
        "what is installed has its hashes",
        "Makefile",
        "pip install -q --require-hashes -r requirements-dev.txt",
        "pip install -q -r requirements-dev.txt",
        SUPPLY,
    ),
    Mutant("node's packages are pinned", "Makefile", "npm ci --no-audit", "npm install --no-audit", SUPPLY),
    Mutant(
        "nobody can come to the process",
        "bot/app.py",
        '        log.info("started", name=self.town.bot_name or "?")\n',
        '        self._ear = await asyncio.start_server(print, "127.0.0.1", 0)\n        log.info("started", name=self.town.bot_name or "?")\n',
        PROCESS,
    ),
)
