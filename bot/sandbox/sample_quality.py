"""The half-years that are over, as the sample's schools have assessed them (row 4.2)."""

from datetime import datetime, timedelta
from typing import Final

from domain.counted import Rise, Share
from domain.form import Answers, Value
from domain.forms.quality import GOOD, QUALITY, RISES, SATISFIED
from storage import submissions, years
from storage.database import Transaction

TICKS: Final[tuple[dict[str, Value], ...]] = (
    {"weak": ["mentors_few", "time_short"], "chances": ["partners"], "threats": ["load"]},
    {"weak": ["time_short"], "chances": ["graduates", "parents"], "threats": ["load", "distance"]},
    {"weak": ["untaught"], "chances": ["seminars"], "threats": ["leaving"]},
    {"weak": ["time_short", "space"], "chances": ["partners", "contests"], "threats": ["distance"]},
    {
        "weak": ["own"],
        "weak_words": "наставники от завода заняты до вечера",
        "chances": ["partners"],
        "threats": ["load"],
    },
)
UNCOUNTED: Final = 4  # the school by number that had too few answers


async def fill(db: Transaction, authors: dict[int, tuple[int, int]], now: datetime) -> None:
    """School 6 has nobody to assess it."""
    passed = [due for due in await years.deadlines(db, form=QUALITY.key) if due.ends_at < now]
    for due in passed:
        for number, (school, by) in list(authors.items())[: len(TICKS)]:
            filed_at = due.ends_at - timedelta(days=number, hours=9)
            made = await submissions.file(
                db,
                form=QUALITY.key,
                form_version=QUALITY.version,
                school_id=school,
                period=due.period,
                answers=_answers(number),
                reasons={},
                by_person=by,
                on_time=True,
                now=filed_at,
            )
            await submissions.announced(db, [made], filed_at)


def _answers(number: int) -> Answers:
    """Of one school: counts that differ a little from those of the others."""
    many = 8 + 3 * (number % 4)
    found: dict[str, Value] = {}
    for place, question in enumerate(RISES):
        before = 52 + 3 * place + 2 * number
        found[question.key] = Rise(before, before + 6 + (5 * place + 3 * number) % 14, many).stored
    for place, question in enumerate((*SATISFIED, *GOOD)):
        found[question.key] = Share(many - (place + number) % 5, many).stored
    if number == UNCOUNTED:
        found = dict.fromkeys(found) | {"why": "few"}
    return {**found, **TICKS[number - 1]}
