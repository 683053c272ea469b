"""Indicators in words: on the screen, beside a bar, in a document."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from domain import questionnaires
from domain.growth import LEAST
from domain.indicators import ASKED, PUPILS_15, Measured
from views import menus, words
from views.actions import action
from views.screen import Button, File, Row, Screen, together

SATISFIED: Final = (
    f"Удовлетворён тот, кто в анкете после оценил программу в целом на {questionnaires.SATISFIED} и больше из 10. "
    f"Считаются ответы этого года; из каждой школы они входят по {LEAST}, остаток – после конца полугодия."
)

TWICE: Final = "Предприятие, которое дало наставников двум школам, посчитано дважды: школы сообщают только число."


def value(one: Measured) -> str:
    """«41,7 %», «12»; a dash where it cannot be said."""
    now = one.value
    if now is None:
        return "–"
    if not one.indicator.is_share:
        return words.number(now)
    whole, tenth = divmod(now, 10)
    return f"{whole},{tenth}\u00a0%" if tenth else f"{whole}\u00a0%"


def target(one: Measured) -> str:
    if one.target is None:
        return "–"
    return f"{one.target}\u00a0%" if one.indicator.is_share else words.number(one.target)


def against(one: Measured) -> str:
    """How it stands against the target."""
    if one.target is None:
        return "цели нет"
    if one.reached is None:
        return f"цель {target(one)}"
    return f"цель {target(one)} достигнута" if one.reached else f"цель {target(one)} пока не достигнута"


def counted(one: Measured) -> str:
    """The arithmetic: «500 из 1 200»."""
    return f"{words.number(one.part)} из {words.number(one.whole)}" if one.whole else words.number(one.part)


def silent(one: Measured) -> str:
    """Why there is no value."""
    if one.indicator.whole == PUPILS_15 and not one.whole:
        return "не задано, сколько в округе учеников 15–19 лет"
    if one.indicator.whole == ASKED:
        return _few(one.waiting) if one.waiting else "анкет после пока нет"
    return "отчётов пока нет"


def _few(waiting: int) -> str:
    """No block of five of any school yet."""
    return f"пришло {words.plural(waiting, 'ответ', 'ответа', 'ответов')}: мало, из школы считаем от {LEAST}"


def screen(year: int, measured: Sequence[Measured], reports: int, known: Sequence[int]) -> Screen:
    """One year; `known` are the years there is something to show of."""
    head = Markup("<b>Показатели, {} год</b>\nПо последним отчётам: {}").format(
        year, words.plural(reports, "школа", "школы", "школ") if reports else "пока ни одного"
    )
    lines = [head, *(_line(one) for one in measured), Markup("<i>{}</i>").format(SATISFIED)]
    rows: list[Row] = [
        (Button("Картинка", action("ix.chart", year)), Button("Задать цели", action("f.n", "targets", year))),
    ]
    near = [one for one in (year - 1, year + 1) if one in known]
    if near:
        rows.append(tuple(Button(f"{one} год", action("ix.year", one)) for one in near))
    return Screen(together(lines), (*rows, (Button("Документы", action("dc.menu")), menus.HOME)))


def picture(year: int) -> Screen:
    return Screen(
        Markup("<b>Показатели, {} год</b>").format(year),
        file=File("photo", "indicator_chart", {"year": year}),
        stays=True,
    )


def saved(year: int, changed: int) -> Screen:
    """The receipt of new targets."""
    what = f"Изменено чисел: {changed}." if changed else "Ничего не изменилось."
    text = Markup("<b>Цели на {} год записаны</b>\n{}").format(year, what)
    return Screen(text, ((Button("Показатели", action("ix.year", year)), menus.HOME),), closes=True)


def form_title(year: int) -> str:
    return f"Цели на {year} год"


def notes(measured: Sequence[Measured]) -> list[str]:
    """What a reader has to know about the arithmetic."""
    said = []
    for one in measured:
        if one.value is None:
            said.append(f"{one.indicator.title}: {silent(one)}.")
        if one.capped and one.indicator.whole == PUPILS_15:
            said.append(f"{one.indicator.title}: наставников больше, чем учеников, проверьте число учеников округа.")
        elif one.capped:
            where = words.plural(one.capped, "отчёте", "отчётах", "отчётах")
            said.append(f"{one.indicator.title}: в {where} часть больше целого, взято ровно 100\u00a0%.")
    return [*said, TWICE, SATISFIED]


def _line(one: Measured) -> Markup:
    said = Markup("{}\n<b>{}</b>").format(one.indicator.title, value(one))
    if one.value is None:
        return Markup("{}\n{}").format(one.indicator.title, silent(one))
    if one.indicator.is_share:
        waiting = f", ещё {words.plural(one.waiting, 'ждёт', 'ждут', 'ждут')}" if one.waiting else ""
        said += Markup(" ({}{})").format(counted(one), waiting)
    return said + Markup(", {}").format(against(one))
