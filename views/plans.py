"""Roadmaps of schools on the department's desk (row 1.5): the queue, agreeing, returning, and who is told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from markupsafe import Markup

from domain.evidence import Evidence
from domain.roadmap import Row as RoadmapRow
from views import menus, paging, words
from views.actions import action
from views.evidence import moment_of, title
from views.screen import LABEL_LIMIT, Button, Row, Screen

AGREED: Final = "Согласовано"
CHANGED: Final = "Карту уже изменили, вот свежая"
TOO_LATE: Final = "Школа уже прислала другую карту или решение принято. Выйдите и откройте её заново."


def queue(row: RoadmapRow, year: int, waiting: Sequence[tuple[Evidence, str]], page: int) -> Screen:
    """A button for each, the longest waiting first."""
    rows: list[Row] = [
        (Button(words.squeeze(school, LABEL_LIMIT), action("ev.school", one.row, year, one.school_id or 0)),)
        for one, school in paging.page_of(waiting, page)
    ]
    if pager := paging.pager("ev.queue", (year,), page, len(waiting)):
        rows.append(pager)
    if len(waiting) > 1:
        rows.append((Button(f"Согласовать все: {len(waiting)}", action("ev.all?", year)),))
    rows.append((Button("Все школы", action("ev.list", "1.4", year, 0)),))
    count = words.plural(len(waiting), "карта ждёт", "карты ждут", "карт ждут")
    text = Markup("<b>{}</b>\n{}").format(
        title(row, year), f"{count} согласования." if waiting else "Сейчас никто не ждёт согласования."
    )
    return Screen(text, (*rows, (Button("К строке", action("ro.row", row.number)), menus.HOME)))


def judging(one: Evidence) -> list[Row]:
    """What the department can do with a plan that waits."""
    return [
        (
            Button("Согласовать", action("ev.agree", one.id, one.revision)),
            Button("Вернуть", action("f.n", "return", f"{one.id}-{one.revision}")),
        )
    ]


def ask_all(year: int, waiting: Sequence[tuple[Evidence, str]], now: datetime) -> Screen:
    """Only what waits at this moment is agreed to: what comes later was not seen."""
    names = Markup("\n").join(Markup("• {}").format(school) for _, school in waiting[:20])
    more = Markup("\nи ещё {}").format(len(waiting) - 20) if len(waiting) > 20 else Markup("")
    text = Markup("<b>Согласовать {}?</b>\n{}{}\n\nКураторы сразу получат сообщение.").format(
        words.plural(len(waiting), "карту", "карты", "карт"), names, more
    )
    yes = Button(f"Согласовать все: {len(waiting)}", action("ev.all", year, moment_of(now)))
    return Screen(text, ((yes,), (Button("Назад", action("ev.queue", year, 0)),)))


def agreed_many(many: int) -> str:
    return f"Согласовано: {words.plural(many, 'карта', 'карты', 'карт')}" if many else "Согласовывать нечего"


def return_title(school: str) -> str:
    return f"Вернуть карту · {words.shorten(school, 40)}"


def agreed(row: RoadmapRow, year: int, school: str, post: int) -> Screen:
    """For the school's coordinators: what comes next."""
    text = Markup(
        "<b>Дорожная карта согласована</b>\n{}, {} год\n\nОсталось утвердить её приказом школы: строка {}."
    ).format(school, year, row.number)
    return Screen(text, ((Button("Приложить приказ", action("ev.fix", post, row.number, year)),),), stays=True)


def returned(row: RoadmapRow, year: int, school: str, post: int, remark: str) -> Screen:
    text = Markup("<b>Дорожную карту вернули</b>\n{}, {} год\n\nЧто исправить: {}").format(school, year, remark)
    return Screen(text, ((Button("Прислать исправленную", action("ev.fix", post, row.number, year)),),), stays=True)


def waiting(row: RoadmapRow, year: int) -> Screen:
    """For the department, when there was nothing to look at before."""
    text = Markup("<b>{}</b>\nШкола прислала дорожную карту: её нужно согласовать.").format(title(row, year))
    return Screen(text, ((Button("Посмотреть", action("ev.queue", year, 0)),),), stays=True)
