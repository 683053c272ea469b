"""Letters of thanks to mentors, a page each, from their own figures (row 1.8).

Words that fit women and men alike. A pupil is a code: a line waits for the name to be written by hand.
"""

from collections.abc import Sequence
from typing import Final

from domain.thanks import Thanked
from views import words
from views.documents import BODY, NAME, NOTE, TITLE, Block, Paragraph

DEPARTMENT: Final = "Управление образования"
BLANK: Final = "_______________________________"


def name(letters: Sequence[Thanked]) -> str:
    return f"Благодарность, {letters[0].label}" if len(letters) == 1 else "Благодарственные письма"


def pages(letters: Sequence[Thanked], from_whom: str) -> list[list[Block]]:
    return [_letter(one, from_whom) for one in letters]


def _letter(one: Thanked, from_whom: str) -> list[Block]:
    blocks: list[Block] = [Paragraph("Благодарственное письмо", TITLE), Paragraph(one.name or BLANK, NAME)]
    if one.name is None:
        blocks.append(Paragraph(f"имя вписывает школа, код {one.code}", NOTE))
    return [
        *blocks,
        Paragraph(f"{from_whom} благодарит Вас за работу наставником.", BODY),
        Paragraph(figures(one), BODY),
        Paragraph("Спасибо за время, внимание и терпение, которые Вы отдаёте другим.", BODY),
        *([Paragraph(one.school, NOTE)] if one.school != from_whom else []),
    ]


def figures(one: Thanked) -> str:
    """«С 26 сентября 2026 г. по 25 ноября 2026 г. Вы провели 24 встречи в 2 парах и группах: это 18 часов.»"""
    period = f"С {words.paper_day(one.since)} по {words.paper_day(one.until)}"
    if one.since >= one.until:
        period = f"С {words.paper_day(one.since)}"
    if not one.meetings:
        return f"{period} Вы вели {words.plural(one.pairs, 'пару или группу', 'пары и группы', 'пар и групп')}."
    met = words.plural(one.meetings, "встречу", "встречи", "встреч")
    where = (
        f" в {words.plural(one.pairs, 'паре и группе', 'парах и группах', 'парах и группах')}" if one.pairs > 1 else ""
    )
    return f"{period} Вы провели {met}{where}{_hours(one)}."


def _hours(one: Thanked) -> str:
    if one.hours < 1:
        return ""
    if one.hours_are_all:
        return f": это {words.plural(one.hours, 'час', 'часа', 'часов')}"
    return f": это не меньше {words.plural(one.hours, 'часа', 'часов', 'часов')}"
