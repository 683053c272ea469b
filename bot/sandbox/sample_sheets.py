"""Questionnaires of the sample: every pair is asked, and outside school 1 most mentees and mentors have answered."""

from datetime import datetime, timedelta

from domain.people import EVERYTHING
from domain.questionnaires import Side
from domain.sheets import Source
from storage import sheet_opening, sheets
from storage.database import Transaction

FIRST = 1  # the number of the school that is played


async def fill(db: Transaction, authors: dict[int, tuple[int, int]], now: datetime) -> None:
    """`authors` are a school's id and whoever writes for it, by the school's number."""
    opened = now - timedelta(days=3)
    await sheet_opening.keep(db, opened.date(), opened)
    played = authors[FIRST][0]
    for n, one in enumerate(await sheets.waiting(db, EVERYTHING)):
        if one.school_id == played or n % 5 == 4:
            continue
        answers = {question.key: 5 + (3 * n + 2 * place) % 6 for place, question in enumerate(one.form.questions)}
        by_link = one.side is Side.MENTEE and n % 3 > 0
        source = Source.LINK if by_link else Source.PAPER
        by = None if by_link else next(author for school, author in authors.values() if school == one.school_id)
        await sheets.fill(db, one.id, answers, one.form.version, source, by, now - timedelta(days=1))
