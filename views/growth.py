"""What the questionnaires have shown, on the phone: one side of a school, or of all schools, in one period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from domain.growth import LEAST, Growth
from domain.periods import Period
from domain.results import SATISFIED, Outcome
from views import growth_words, menus, words
from views.actions import action
from views.growth_words import EXPECTED, GROWING, OF_SIDE, SAID_YES, SIDES, signed, tenth
from views.screen import Button, File, Row, Screen, bold, together

ALL: Final = "Все школы"
LEGEND: Final = (
    "± – насколько изменения разошлись у разных людей. Жирным – изменение, которое вряд ли случайно; "
    "остальные могут быть и случайными."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What one screen is about. `school` is None for all schools together; `awaited` were asked and have not
    answered; `over` tells that the period has ended."""

    period: Period
    side: str
    name: str
    outcome: Outcome
    awaited: int
    over: bool
    school: int | None = None

    @property
    def title(self) -> str:
        return f"{words.period(self.period.key)}, {SIDES[self.side]}"


def own(shown: Shown, periods: Sequence[Period]) -> Screen:
    """A school's results for its coordinator."""
    others = [side for side in ("mentee", "mentor") if side != shown.side]
    turn = tuple(Button(OF_SIDE[side], action("gr.half", shown.period.key, side)) for side in others)
    rows: list[Row] = [turn, _files(shown, shown.period.key)]
    rows += _periods(shown, periods, "gr.half")
    return Screen(_text(shown), (*rows, (menus.HOME,)))


def town(shown: Shown, periods: Sequence[Period]) -> Screen:
    """All schools together, for the department."""
    others = [side for side in SIDES if side != shown.side]
    turn = tuple(Button(OF_SIDE[side], action("gr.town", shown.period.key, side)) for side in others)
    rows: list[Row] = [
        (Button("По школам", action("gr.list", shown.period.key, shown.side, 0)),),
        turn,
        _files(shown, shown.period.key),
    ]
    rows += _periods(shown, periods, "gr.town")
    return Screen(_text(shown), (*rows, (Button("Показатели", action("ix.now")), menus.HOME)))


def one(shown: Shown, page: int) -> Screen:
    """One school, as the department sees it."""
    place = (shown.period.key, shown.side)
    others = [side for side in ("mentee", "mentor") if side != shown.side]
    turn = tuple(
        Button(OF_SIDE[side], action("gr.one", shown.period.key, side, shown.school or 0, page)) for side in others
    )
    drawn = (Button("Картинка", action("gr.pic", *place, shown.school or 0)),) if _widest(shown).counted else ()
    rows: tuple[Row, ...] = ((*turn, *drawn), (Button("К школам", action("gr.list", *place, page)), menus.HOME))
    return Screen(_text(shown), rows)


def picture(shown: Shown) -> Screen:
    text = Markup("<b>{}</b>\n{}").format(shown.name, shown.title)
    args: dict[str, str | int | None] = {"period": shown.period.key, "side": shown.side, "school": shown.school}
    return Screen(text, file=File("photo", "growth_chart", args), stays=True)


def table(period: Period, name: str, school: int | None) -> Screen:
    text = Markup("<b>Итоги анкет</b>\n{}\n{}: изменения, ответы и как посчитано").format(
        name, words.period(period.key)
    )
    return Screen(text, file=File("document", "growth_table", {"period": period.key, "school": school}), stays=True)


def nothing(name: str) -> Screen:
    """Nobody has filled a second sheet yet."""
    text = Markup(
        "<b>Итоги анкет</b>\n{}\n\nАнкет после пока никто не заполнил. Их просят, когда пара завершается, "
        "и сравнивают с анкетами до."
    )
    return Screen(text.format(name), ((menus.HOME,),))


def _text(shown: Shown) -> Markup:
    head = Markup("<b>Итоги анкет: {}</b>\n{}").format(shown.name, shown.title)
    parts = [together([head, *_asked(shown)], "\n")]
    for heading, scales in (("Было → стало", GROWING), ("Ждали → получили", EXPECTED)):
        if lines := _scales(shown, scales):
            parts.append(together([Markup("<b>{}</b>").format(heading), *lines], "\n"))
    if len(parts) > 1:
        parts.append(Markup("<i>{}</i>").format(LEGEND))
    if lines := _yes(shown):
        parts.append(together([Markup("<b>После программы</b>"), *lines], "\n"))
    return together(parts)


def _asked(shown: Shown) -> list[Markup]:
    """How many answered, how many of them are counted, and what is missing."""
    share, scale = shown.outcome.share(shown.side, SATISFIED), _widest(shown)
    if not share.answered:
        waits = f" Ждём {words.plural(shown.awaited, 'ответ', 'ответа', 'ответов')}." if shown.awaited else ""
        return [Markup("\nАнкет после за это время нет.{}").format(waits)]
    lines = [Markup("Ответили после: <b>{}</b>").format(share.answered)]
    if shown.awaited:
        lines[0] += Markup(" из {}").format(share.answered + shown.awaited)
    year, alone = shown.period.part == "Y", shown.school is not None
    if share.yes is None:
        return [*lines, Markup("\n{}").format(growth_words.hidden(share.answered, shown.over, year, not alone))]
    lines.append(Markup("Удовлетворены: <b>{}</b>").format(growth_words.of(share)))
    lines.append(Markup("Заполнили и до, и после: <b>{}</b>").format(scale.paired))
    if scale.unpaired:
        lines[-1] += Markup(", только после: {}").format(scale.unpaired)
    if scale.change is not None:
        lines.append(Markup("Сравнили до и после: <b>{}</b>").format(scale.counted))
    elif scale.paired:
        lines.append(Markup("До и после сравниваем от {} человек.").format(LEAST))
    if waiting := share.answered - share.counted:
        lines.append(Markup("<i>{}</i>").format(_waiting(waiting, alone or shown.over)))
    return lines


def _waiting(many: int, by_fives: bool) -> str:
    said = words.plural(many, "ответ не посчитан", "ответа не посчитаны", "ответов не посчитаны")
    if not by_fives:
        return f"Ещё {said}: войдут в итог после конца полугодия."
    return f"Ещё {said}: ответы входят в итог по {LEAST}, чтобы никого нельзя было узнать."


def _scales(shown: Shown, titles: Mapping[str, str]) -> list[Markup]:
    usual = _widest(shown).counted
    lines = []
    for key in titles:
        scale = shown.outcome.scale(shown.side, key)
        if scale.before is None or scale.after is None or scale.change is None or scale.spread is None:
            continue
        moved = bold(signed(scale.change)) if scale.clear else escape(signed(scale.change))
        line = Markup("{}: {} → {}, {} ±{}").format(
            growth_words.scale(shown.side, key),
            tenth(scale.before),
            tenth(scale.after),
            moved,
            tenth(scale.spread),
        )
        if scale.counted != usual:
            line += Markup(" ({})").format(words.plural(scale.counted, "пара", "пары", "пар"))
        lines.append(line)
    return lines


def _yes(shown: Shown) -> list[Markup]:
    lines = []
    for key, title in SAID_YES.items():
        share = shown.outcome.share(shown.side, key)
        if key != SATISFIED and share.yes is not None:
            lines.append(Markup("{}: {}").format(title, growth_words.of(share)))
    return lines


def _widest(shown: Shown) -> Growth:
    """The scale that most pairs of sheets have: it stands for the sheets as a whole."""
    scales = [shown.outcome.scale(shown.side, key) for key in growth_words.SCALES]
    return max(scales, key=lambda scale: (scale.counted, scale.paired, scale.unpaired))


def _files(shown: Shown, period: str) -> Row:
    """A picture only where there is something to draw."""
    drawn = (Button("Картинка", action("gr.pic", period, shown.side, shown.school or 0)),)
    return (*(drawn if _widest(shown).counted else ()), Button("Таблица .xlsx", action("gr.table", period)))


def _periods(shown: Shown, periods: Sequence[Period], verb: str) -> list[Row]:
    """Fixed ones only: half-years and years. Those of the year at hand, and the years beside it."""
    here = [one for one in periods if one.year == shown.period.year and one != shown.period]
    rows: list[Row] = [tuple(Button(words.short_period(one.key), action(verb, one.key, shown.side)) for one in here)]
    near = {one.year: one for one in periods if one.part == "Y" and abs(one.year - shown.period.year) == 1}
    rows.append(tuple(Button(f"{year} год", action(verb, near[year].key, shown.side)) for year in sorted(near)))
    return [row for row in rows if row]
