"""Letters, events, guests and applications are looked for by a few words, by whoever may see their list."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from domain import seeking
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.seeking import SEEK
from domain.people import Role
from handlers import attention, broadcasts, entries, guests, judging, matching, meeting_log, receipts, signing, start
from handlers.bindings import Binding, Filed
from handlers.case import Case
from views import seeking as views
from views.screen import Reply, Screen

Fits = Callable[..., bool]
Seek = Callable[[Case, list[str], Fits], Awaitable[tuple[Screen, int]]]

# A list → how many arguments it has, and what shows those of it that fit and tells how many they are. Each raises
# LookupError for whoever may not see it.
LISTS: Final[Mapping[str, tuple[int, Seek]]] = {
    "broadcasts": (0, broadcasts.found),
    "events": (0, signing.found),
    "guests": (1, guests.found),
    "marks": (1, guests.found_marks),
    "entries": (1, entries.found),
    "judge": (1, judging.found_to_judge),
    "who": (2, receipts.found),
    "meetings": (1, meeting_log.found),
    "attention": (0, attention.found),
    "fit": (1, matching.found),
    "again": (1, matching.found_again),
}
AS_TEXT: Final = ("guests", "who")


async def facts(case: Case, subject: str) -> Facts:
    await _find(case, subject, "")
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    sought = str(answers["words"])
    screen, many = await _find(case, subject, sought)
    if not many or seeking.nothing_asked(sought):
        raise AnswerRejected(views.NOTHING)
    shown = views.found(screen, sought, many, as_text=subject.partition(".")[0] in AS_TEXT)
    return Filed(many, Reply((shown,)))


async def receipt(case: Case, result: int) -> Reply:
    """A second tap on what was looked for: nothing was kept of it."""
    return await start.go_home(case)


async def title(case: Case, subject: str) -> str:
    return SEEK.title


BINDING = Binding(SEEK, tuple(Role), facts, save, receipt, title)


async def _find(case: Case, subject: str, sought: str) -> tuple[Screen, int]:
    which, *args = subject.split(".")
    parts, seek = LISTS.get(which, (0, None))
    if seek is None or len(args) != parts:
        raise LookupError(subject)
    return await seek(case, args, lambda *texts: seeking.fits(sought, *texts))
