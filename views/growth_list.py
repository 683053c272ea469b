"""Results of the questionnaires by school: the list, and those found by letters."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from domain.growth import LEAST
from domain.periods import Period
from domain.registry import School
from domain.results import NO_OUTCOME, SATISFIED, Outcome
from views import growth_words, menus, paging, questions, words
from views.actions import action
from views.growth_words import SIDES
from views.screen import LABEL_LIMIT, Button, Row, Screen, together


def listing(period: Period, side: str, schools: Sequence[School], outcomes: Mapping[int, Outcome], page: int) -> Screen:
    """By number, always in the same order: a place in it says nothing about a result."""
    head = Markup("<b>Итоги анкет по школам</b>\n{}, {}").format(words.period(period.key), SIDES[side])
    pager = paging.pager("gr.list", (period.key, side), page, len(schools))
    shown = paging.page_of(schools, page)
    return _list(period, side, head, shown, outcomes, pager, page, "Школ пока нет.")


def found(
    period: Period, side: str, schools: Sequence[School], outcomes: Mapping[int, Outcome], letters: str, page: int
) -> Screen:
    """Schools that match the typed letters."""
    head = Markup("<b>Найдено: {}</b> по «{}»").format(len(schools), letters)
    pager = paging.pager("gr.found", (period.key, side, letters), page, len(schools))
    shown = paging.page_of(schools, page)
    return _list(period, side, head, shown, outcomes, pager, 0, "Такой школы нет. Попробуйте короче.")


def _brief(outcome: Outcome, side: str) -> str:
    """One line of a list: how many answered, and how many are satisfied."""
    share = outcome.share(side, SATISFIED)
    if not share.answered:
        return "ответов нет"
    if share.yes is None:
        said = words.plural(share.answered, "ответ", "ответа", "ответов")
        return f"{said}, показываем от {LEAST}" if share.answered < LEAST else f"{said}, людей меньше {LEAST}"
    return f"удовлетворены {growth_words.of(share)}"


def _list(
    period: Period,
    side: str,
    head: Markup,
    shown: Sequence[School],
    outcomes: Mapping[int, Outcome],
    pager: Row,
    came_from: int,
    nobody: str,
) -> Screen:
    lines = [Markup("{}: {}").format(one.name, _brief(outcomes.get(one.id, NO_OUTCOME), side)) for one in shown]
    rows = questions.pairs_of(
        [
            Button(words.squeeze(one.name, LABEL_LIMIT), action("gr.one", period.key, side, one.id, came_from))
            for one in shown
        ]
    )
    if pager:
        rows.append(pager)
    rows.append((Button("Найти школу", action("f.n", "results_find", f"{period.key}.{side}")),))
    back = (Button("Все школы", action("gr.town", period.key, side)), menus.HOME)
    return Screen(together([head, together(lines, "\n") if lines else escape(nobody)]), (*rows, back))
