"""Whom the bot has asked and what it told coordinators, as the product has it and as the recount comes to it."""

import re
from collections.abc import Sequence
from typing import Final

from domain.risks import Troubled
from storage import checkins
from storage.database import Transaction
from tests.mentoring_year.school import School
from tests.mentoring_year.tally import Tally
from tests.mentoring_year.watch import Listed, Trouble, Watch
from views.screen import Screen

HEAD: Final = re.compile(r"<b>Кому нужна помощь: (\d+) пар[аы]?</b>")
SHEETS: Final = re.compile(r"<b>Анкеты опаздывают: (\d+)</b>")
COUNTED: Final = ("first", "lately", "silent", "sheet")  # whose words begin with how many
IN_FULL: Final = {
    "wish": "наставник ждёт вашего решения",
    "hard": "наставник ответил «трудно» на вопрос от ",
    "apart": "наставник ответил «не встречаемся» на вопрос от ",
    "first": "нет первой встречи: ",
    "lately": " без встреч, последняя ",
    "silent": " «Как дела?» без ответа, с ",
    "sheet": "анкета опоздала на ",
}
IN_SHORT: Final = {
    "наставник просит": "wish",
    "наставнику трудно": "hard",
    "не встречаются": "apart",
    "нет первой встречи": "first",
    "давно не встречались": "lately",
    "наставник не отвечает": "silent",
    "анкета опоздала": "sheet",
}
Line = tuple[str, list[str], int]  # who, why, how many of the first reason


def digest(
    tally: Tally,
    what: str,
    school: School,
    listed: Sequence[tuple[int, list[Trouble]]],
    late: int,
    screen: Screen | None,
) -> None:
    """The week's message: how many pairs, the first five of them, and how many questionnaires are late."""
    text = str(screen.text).replace("\N{NO-BREAK SPACE}", " ") if screen else ""
    found, sheets = HEAD.search(text), SHEETS.search(text)
    tally.same(f"{what} how many", int(found[1]) if found else 0, len(listed))
    tally.same(f"{what} how many sheets", int(sheets[1]) if sheets else 0, late)
    told = [_read(part) for part in text.partition("<b>Анкеты")[0].split("\n\n")[1:] if part.startswith("<b>")]
    tally.same(f"{what} names", told, [_line(school, *one) for one in listed[:5]])


def every(tally: Tally, what: str, school: School, counted: Sequence[Listed], found: list[Troubled]) -> None:
    """The whole list, in its order, with those put off."""
    keys = {course.id: course.key for course in school.courses.values()}
    told = [
        (keys[one.pair.id], [(risk.reason.value, risk.many, risk.day) for risk in one.risks], one.until)
        for one in found
        if one.pair.school_id == school.id
    ]
    known = {one[0]: one for one in told}
    for one in counted:
        tally.same(f"{what} pair {one[0]}", known.get(one[0]), one)
    tally.same(f"{what} list", [one[0] for one in told], [one[0] for one in counted])


async def questions(db: Transaction, tally: Tally, school: School, watch: Watch) -> None:
    """Every question of the year, and what it was answered."""
    for course in school.courses.values():
        rows = await checkins.of_pair(db, course.id, 12)
        told = [(row["month"], row["answer"]) for row in reversed(rows)]
        counted = [(one.month, one.answer) for one in watch.pairs[course.key].questions]
        tally.same(f"school {school.number} questions of pair {course.key}", told, counted)
        tally.asked += len(counted)


def _line(school: School, key: int, why: list[Trouble]) -> Line:
    members, reasons = school.courses[key].mentees, [one[0] for one in why]
    codes = {mentee: code for code, mentee in school.codes.items()}
    who = codes[members[0]] if len(members) == 1 else f"{len(members)} код"
    return who, reasons, why[0][1] if reasons[0] in COUNTED else 0


def _read(paragraph: str) -> Line:
    head, _, why = paragraph.partition("\n")
    first, *rest = why.split("; ")
    reason = next(key for key, words in IN_FULL.items() if words in first)
    many = re.search(r"\d+", first)
    who = re.sub(r"(\d код).*", r"\1", head.removeprefix("<b>").partition(" · ")[0])
    return who, [reason, *(IN_SHORT[one] for one in rest)], int(many[0]) if many and reason in COUNTED else 0
