"""The seven stages (row 2.6): one school with the figures that say why, and all schools at a glance."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from domain import stages
from domain.control_board import Control, Line
from domain.stages import RECENT, Figures, Stage, Standing
from views import control, menus, paging, questions, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

TITLES: Final = {
    Stage.CONDITIONS: "Условия",
    Stage.MENTEES: "База наставляемых",
    Stage.MENTORS: "База наставников",
    Stage.TRAINING: "Отбор и обучение",
    Stage.PAIRS: "Пары и группы",
    Stage.WORK: "Работа пар",
    Stage.COMPLETION: "Завершение",
}
SIGNS: Final = {Standing.DONE: "●", Standing.UNDER_WAY: "◐", Standing.NOT_BEGUN: "○"}
SAID: Final = {Standing.DONE: "пройден", Standing.UNDER_WAY: "идёт", Standing.NOT_BEGUN: "не начат"}
LEGEND: Final = Markup("● пройден · ◐ идёт · ○ не начат")


def mine(board: Control, line: Line) -> Screen:
    """The coordinator's own school."""
    rows: tuple[Row, ...] = (
        (Button("Наставляемые", action("e.list", 0)), Button("Наставники", action("t.list", 0))),
        (Button("Пары и группы", action("p.list", 0)), Button("Моя школа за год", action("bd.mine"))),
        (menus.HOME,),
    )
    return Screen(_card(board, line), rows)


def school(board: Control, line: Line) -> Screen:
    ways = (
        Button("Все строки школы", action("bd.school", board.year, line.school_id, "0")),
        Button("К этапам", action("st.list", board.year, 0)),
    )
    return Screen(_card(board, line), (ways, (menus.HOME,)))


def listing(board: Control, page: int) -> Screen:
    """Schools × stages; those with the fewest stages done come first."""
    ordered = sorted(board.lines, key=lambda line: (stages.done(line.stages), line.number))
    head = [Markup("<b>Семь этапов, {} год</b>").format(board.year)]
    for number, stage in enumerate(Stage, start=1):
        now = [stages.standing(stage, line.stages) for line in board.lines]
        counts = (now.count(each) for each in (Standing.DONE, Standing.UNDER_WAY))
        head.append(Markup("{}. {}: пройден <b>{}</b>, идёт <b>{}</b>").format(number, TITLES[stage], *counts))
    pager = paging.pager("st.list", (board.year,), page, len(ordered))
    return _list(board, together(head, "\n"), paging.page_of(ordered, page), pager, "Школ пока нет.")


def found(board: Control, lines: Sequence[Line], letters: str, page: int) -> Screen:
    """Schools that match the typed letters."""
    head = Markup("<b>Найдено: {}</b> по «{}»").format(len(lines), letters)
    pager = paging.pager("st.found", (board.year, letters), page, len(lines))
    return _list(board, head, paging.page_of(lines, page), pager, "Такой школы нет. Попробуйте короче.")


def why(stage: Stage, f: Figures) -> str:
    """The figure a stage is judged by."""
    match stage:
        case Stage.CONDITIONS:
            papers = (("приказ о группе (1.2)", f.order), ("утверждённая карта (1.6)", f.roadmap))
            return ", ".join(f"{name}: {'есть' if there else 'нет'}" for name, there in papers)
        case Stage.MENTEES:
            return f"кодов {f.mentees}" + _lacking("без класса", f.mentees - f.mentees_placed)
        case Stage.MENTORS:
            return f"наставников {f.mentors}" + _lacking("без места работы или учёбы", f.mentors - f.mentors_placed)
        case Stage.TRAINING:
            agreed = f"{f.mentees_agreed + f.mentors_agreed} из {f.mentees + f.mentors}"
            return f"согласий {agreed}, обучились {f.trained}"
        case Stage.PAIRS:
            rest = _lacking("черновиков", f.drafts) + _lacking("наставляемых без пары", f.mentees - f.mentees_paired)
            return f"пар и групп {f.pairs}{rest}"
        case Stage.WORK:
            lately = words.plural(RECENT, "учебный день", "учебных дня", "учебных дней")
            return f"за {lately} встречались {f.met_lately} из {f.working}"
        case Stage.COMPLETION:
            return f"закрыто с итогом {f.closed} из {f.pairs}"


def _card(board: Control, line: Line) -> Markup:
    head = Markup("<b>{}</b>\nСемь этапов, {} год: пройдено <b>{} из {}</b>").format(
        line.school, board.year, stages.done(line.stages), len(Stage)
    )
    lines = [
        Markup("{} {}. {}: <b>{}</b>\n{}").format(SIGNS[now], number, TITLES[stage], SAID[now], why(stage, line.stages))
        for number, (stage, now) in enumerate(stages.standings(line.stages).items(), start=1)
    ]
    return together([head, *lines])


def _list(board: Control, head: Markup, shown: Sequence[Line], pager: Row, nobody: str) -> Screen:
    lines = [
        Markup("{} {}").format("".join(SIGNS[now] for now in stages.standings(line.stages).values()), line.school)
        for line in shown
    ]
    body = together([*lines, LEGEND], "\n") if lines else Markup("{}").format(nobody)
    rows = questions.pairs_of(
        [
            Button(words.squeeze(line.school, LABEL_LIMIT), action("st.school", board.year, line.school_id))
            for line in shown
        ]
    )
    if pager:
        rows.append(pager)
    return Screen(together([head, body]), (*rows, control.find(board, "stages"), control.back(board)))


def _lacking(name: str, many: int) -> str:
    return f", {name} {many}" if many > 0 else ""
