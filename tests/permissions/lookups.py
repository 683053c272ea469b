"""Lists that are shown only once something was looked for: with one's own words and with another's, and their pages."""

from collections.abc import Iterator
from typing import Any, Final

from handlers.searching import DESKS
from handlers.seeking import LISTS
from tests.handlers.phone import say, tap
from tests.permissions.doors import Outcome
from tests.permissions.forged import MISSING
from tests.permissions.matrix import Matrix
from tests.permissions.side import Side
from tests.permissions.who import Who

PAGES: Final = ("0", "1", "99")  # in the whole of the tests the last alone: it shows what is there, too
NOBODYS: Final = ("Яхонтов", "Ш99")  # what stands nowhere: a mark and a school's code
WHOLE: Final = ("find:new", *(f"seek:{one}" for one, (parts, _) in LISTS.items() if not parts))


async def run(matrix: Matrix) -> None:
    for who in matrix.people:
        for side in (matrix.fair.a, matrix.fair.b):
            for desk in DESKS:
                await _turn(matrix, who, desk, side)
            for subject in WHOLE:
                for words in _words(side):
                    await _alike(matrix, who, subject, subject, words, side)
            for real, gone in _of_one(side):
                await _alike(matrix, who, real, gone, (side.mark, side.mark), side)


async def _turn(matrix: Matrix, who: Who, desk: str, side: Side) -> None:
    """Every page of what a desk finds by another's words is what it finds by nobody's."""
    for real, nobodys in _words(side):
        for page in PAGES if matrix.full else PAGES[-1:]:
            turn = f"{DESKS[desk].verb}:{page}"
            found = await _looked(matrix, who, f"f.n:search:{desk}", real, turn)
            nothing = await _looked(matrix, who, f"f.n:search:{desk}", nobodys, turn)
            _compare(matrix, who, f"{turn} after {real}", (found, real), (nothing, nobodys), side)


async def _alike(matrix: Matrix, who: Who, real: str, gone: str, words: tuple[str, str], side: Side) -> None:
    found = await _looked(matrix, who, f"f.n:{real}", words[0])
    nothing = await _looked(matrix, who, f"f.n:{gone}", words[1])
    _compare(matrix, who, f"f.n:{real} {words[0]}", (found, words[0]), (nothing, words[1]), side)


async def _looked(matrix: Matrix, who: Who, form: str, words: str, turn: str = "") -> Outcome:
    line = matrix.doors.line

    async def serve() -> Any:
        await line.feed(tap(form, who.chat))
        said = await line.feed(say(words, who.chat))
        return await line.feed(tap(turn, who.chat)) if turn else said

    outcome = await matrix.doors.within(serve)
    matrix.report.pressed["searches"] += 1
    return outcome


def _compare(
    matrix: Matrix, who: Who, what: str, found: tuple[Outcome, str], nothing: tuple[Outcome, str], side: Side
) -> None:
    """What one may not see is not found; of one's own it is noted that something was."""
    matrix.judge.judge(who, what, found[0])
    same = _without(*found) == _without(*nothing)
    if same:
        return
    if who.name != "department" and (who.side is None or who.side.id != side.id):
        matrix.judge.leak(who, what, f"is told from what is nowhere: {found[0].words[:120]!r}")
    elif who.side is not None:
        matrix.report.sought.add(_list_of(what))


def _list_of(what: str) -> str:
    """A page's verb, or what a form looks through: «t.found», «seek:meetings»."""
    data = what.partition(" ")[0]
    return data.removeprefix("f.n:").partition(".")[0] if data.startswith("f.n:") else data.partition(":")[0]


def _without(outcome: Outcome, words: str) -> str:
    return outcome.words.lower().replace(words.lower(), "#").replace(MISSING, "#")


def _words(side: Side) -> Iterator[tuple[str, str]]:
    yield from zip((side.mark, side.code.rstrip("-")), NOBODYS, strict=True)


def _of_one(side: Side) -> Iterator[tuple[str, str]]:
    """Lists about one thing of the school's, and the same about a thing that is not there."""
    for which, found in side.lists.items():
        tail = ".unread" if which == "who" else ""
        yield f"seek:{which}.{found}{tail}", f"seek:{which}.{MISSING}{tail}"
