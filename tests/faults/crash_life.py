"""A life with kills in it, compared with a calm one: what was lost, and what came twice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile, rmtree

from tests.faults import crash_books
from tests.faults.crash_books import Books
from tests.faults.crash_faces import Face
from tests.faults.crash_plays import AUTUMN, Play, Step
from tests.faults.crash_process import Process
from tests.faults.crash_stage import Broke, Death, Stage, stage
from tests.faults.zygote import DATABASE, Kill

Faces = Counter[Face]


@dataclass(frozen=True, slots=True)
class Mark:
    """A calm life after a step: what the step shows, at least and at most, and what is on disk then."""

    least: Faces
    most: Faces
    books: Books


@dataclass(frozen=True, slots=True)
class Calm:
    """An uninterrupted life, step by step, and every point that it passed."""

    play: Play
    template: Path | None
    marks: tuple[Mark, ...]
    order: dict[int, list[Face]]
    points: tuple[str, ...]


@dataclass(slots=True)
class Verdict:
    """What a life with kills has come to. All goes well when nothing but the last three is there: messages that
    were under way at a kill were sent once more and marked; after the second kill they were given up."""

    lost_rows: Books = field(default_factory=Counter)
    extra_rows: Books = field(default_factory=Counter)
    lost_messages: Faces = field(default_factory=Counter)
    doubled_messages: Faces = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    flagged: Faces = field(default_factory=Counter)
    given_up: int = 0
    deaths: list[Death] = field(default_factory=list)
    unused: list[Kill] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return not any((self.lost_rows, self.extra_rows, self.lost_messages, self.doubled_messages, self.troubles))


async def calm(process: Process, folder: Path, play: Play) -> Calm:
    """Play without a kill, waiting after each step until nothing is left to do."""
    while True:
        pauses = process.pauses
        try:
            return await _calm(process, folder, play)
        except AssertionError:
            if process.pauses == pauses:
                raise


async def live(process: Process, folder: Path, calm: Calm, kills: Sequence[Kill]) -> Verdict:
    """Play with kills: each process that is started gets the next one. When the machine has stood still for so
    long that the bot's own timeouts ran out, a bad end proves nothing: the life is played again."""
    while True:
        pauses = process.pauses
        verdict = await _live(process, folder, calm, kills)
        if verdict.well or process.pauses == pauses:
            return verdict


async def _calm(process: Process, folder: Path, play: Play) -> Calm:
    template = None
    if play.fill:
        template = folder / f"{play.name}.template"
        template.unlink(missing_ok=True)
        await play.fill(template)
    marks = []
    async with stage(process, _room(folder, template), AUTUMN, play.house, play.known) as here:
        for step in play.steps:
            before = here.sights.count.copy()
            step.act(here)
            assert await here.settled(), step.words
            shown = here.sights.count - before
            if step.echoes > 1:
                assert len(_answers(step, shown)) == 1, f"taps in a row, different answers: {step.words}"
            marks.append(Mark(*_bounds(step, shown), crash_books.books(here.file)))
        assert await here.end()
        assert not crash_books.failures(here.file)
    return Calm(play, template, tuple(marks), here.sights.order(), tuple(here.trace))


def _bounds(step: Step, shown: Faces) -> tuple[Faces, Faces]:
    """Several quick taps may be answered by one change of the message they are on, or by one message each."""
    least, most = shown.copy(), shown.copy()
    if step.echoes > 1:
        for face in _answers(step, shown):
            least[face], most[face] = 1, step.echoes
    return least, most


def _answers(step: Step, shown: Faces) -> list[Face]:
    """What the person who tapped was shown, apart from flashes."""
    return [face for face in shown if face.chat == step.person and not face.text.startswith("flash:")]


async def _live(process: Process, folder: Path, calm: Calm, kills: Sequence[Kill]) -> Verdict:
    play, verdict = calm.play, Verdict()
    async with stage(process, _room(folder, calm.template), AUTUMN, play.house, play.known) as here:
        here.kills.extend(kills)
        played = 0
        try:
            played = await _play(here, calm, verdict)
            while not verdict.troubles:
                if not await here.settled():
                    verdict.troubles.append("never at rest")
                elif await here.end():
                    break
        except Broke as broke:
            verdict.troubles.append(str(broke))
        verdict.deaths, verdict.unused = here.deaths, here.unused
        if here.file.exists() and played:
            _compare(verdict, here, calm, played)
    return verdict


async def _play(here: Stage, calm: Calm, verdict: Verdict) -> int:
    """How many steps were played. A message that two kills have hit is given up; the person it was for would
    have to ask again, so the play ends there."""
    for number, (step, mark) in enumerate(zip(calm.play.steps, calm.marks, strict=True), 1):
        before = here.sights.count.copy()
        try:
            step.act(here)
        except LookupError as missing:
            verdict.troubles.append(f"{step.words}: {missing}")
            return number

        def done(step: Step = step, mark: Mark = mark, before: Faces = before) -> bool:
            """All that the step shows in a calm life has been seen since it began."""
            if here.sights.count.total() + len(here.doomed) < before.total() + mark.least.total():
                return False
            missing = mark.least - (here.sights.count - before) - Counter(here.doomed.values())
            return (here.ticked or not step.ticks) and not missing

        if not await here.until(done):
            verdict.troubles.append(f"stuck at: {step.words}")
        if here.doomed or verdict.troubles:
            return number
    return len(calm.play.steps)


def _compare(verdict: Verdict, here: Stage, calm: Calm, played: int) -> None:
    marks = calm.marks[:played]
    least, most = (sum((getattr(mark, name) for mark in marks), Counter[Face]()) for name in ("least", "most"))
    books, count = crash_books.books(here.file), here.sights.count
    verdict.lost_rows, verdict.extra_rows = marks[-1].books - books, books - marks[-1].books
    verdict.lost_messages = least - count - Counter(here.doomed.values())
    verdict.given_up = (least - count).total() - verdict.lost_messages.total()
    rows = {row.id: row for row in crash_books.messages(here.file)}
    # A row that is there no more was taken back: it was marked until then.
    flags = Counter(face for number, face in here.claimed.items() if number not in rows or rows[number].uncertain)
    arrived = Counter(sight.face.chat for sight in here.sights.all if sight.new and sight.message)
    unknown = arrived - Counter(row.chat for row in rows.values() if row.state == "sent")
    for face, extra in (count - most).items():
        # The bot may not know of one message that has arrived, and must have marked the row for it.
        excused = min(extra, flags[face], unknown[face.chat])
        unknown[face.chat] -= excused
        verdict.flagged[face] += excused
        verdict.doubled_messages[face] += extra - excused
    verdict.doubled_messages = +verdict.doubled_messages
    # A button pressed under one that was given up tells that it has arrived.
    if any(number in rows and rows[number].state not in ("dropped", "sent") for number in here.doomed):
        verdict.troubles.append("a message was under way twice and not given up")
    if failed := crash_books.failures(here.file):
        verdict.troubles.append(f"{failed} updates failed")
    for chat, seen in here.sights.order().items():
        if seen != [face for face in calm.order.get(chat, ()) if face in set(seen)]:
            verdict.troubles.append(f"chat {chat}: not in order")


def _room(folder: Path, template: Path | None) -> Path:
    room = folder / "room"
    rmtree(room, ignore_errors=True)
    room.mkdir()
    if template:
        copyfile(template, room / DATABASE)
    return room
