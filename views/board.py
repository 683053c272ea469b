"""The period as a table and as a picture: the same board the department sees in the chat."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Final

from domain import reporting
from domain.board import Board, Group, Standing
from domain.counted import Share
from domain.form import Answers, Form
from domain.forms.monitoring import MONITORING
from domain.forms.quality import QUALITY
from domain.kinds import Number
from domain.reminders import Begun
from domain.submissions import Submission
from views import answer_cells, charts, quality_totals, quarter, spreadsheets, words
from views.cells import Cell, CellState
from views.spreadsheets import Column, Sheet, Value

QUARTERS: Final = 5  # periods in the picture: of quarters a year and the one before it


def table(board: Board, now: datetime, zone: tzinfo) -> bytes:
    """An .xlsx with a row per school, every answer a column, and the totals on a sheet of their own."""
    form = reporting.of(board.period)
    columns = [
        *(Column("№"), Column("Школа"), Column("Отчёт"), Column("Заполнено вопросов"), Column("Подан")),
        *(Column("Вовремя"), Column("Исправлен")),
        *(Column(title) for question in form.questions for title in answer_cells.titles(question)),
        Column("Пояснения"),
    ]
    rows = [_row(standing, form, now.astimezone(zone).date()) for standing in board.standings]
    schools = Sheet(words.period(board.period), columns, rows)
    return spreadsheets.workbook((schools, *TOTALS[form.key](board)), _note(board, form, now, zone), zone)


def picture(boards: Sequence[Board], today: date) -> bytes:
    """A PNG of the last periods of one form, the oldest first; each school's row is the same in all of them."""
    shown = boards[-QUARTERS:]
    form = reporting.of(shown[-1].period)
    names = {standing.number: standing.school for board in shown for standing in board.standings}
    numbers = sorted(names)
    cells = {
        (numbers.index(standing.number), column): _cell(standing, board, today)
        for column, board in enumerate(shown)
        for standing in board.standings
    }
    title, (below, _) = f"{form.title} {quarter.OVER[form.key]}", IN_CELL[form.key]
    return charts.quarter_chart(title, [names[n] for n in numbers], [one.period for one in shown], cells, below)


def _pairs(answers: Answers) -> int | None:
    return pairs if isinstance(pairs := answers.get("pairs"), int) else None


def _heard(answers: Answers) -> int | None:
    heard = Share.of(answers.get("mentee_satisfied"))
    return heard.whole if heard else None


# What the number in a square is.
IN_CELL: Final[Mapping[str, tuple[str, Callable[[Answers], int | None]]]] = {
    MONITORING.key: ("Число в клетке: сколько пар и групп в отчёте", _pairs),
    QUALITY.key: ("Число в клетке: сколько наставляемых ответили «после»", _heard),
}


def _cell(standing: Standing, board: Board, today: date) -> Cell:
    state = standing.state
    if isinstance(state, Submission):
        _, many = IN_CELL[state.form]
        return Cell(CellState.ON_TIME if state.on_time else CellState.LATE, many(state.answers))
    if standing.group is Group.NOT_EXPECTED:
        return Cell(CellState.NOT_EXPECTED)
    look = {
        Group.UNREACHABLE: CellState.UNREACHABLE,
        Group.BEGUN: CellState.BEGUN,
        Group.NOT_STARTED: CellState.NOT_STARTED,
    }[standing.group]
    if board.due and today > (standing.own_day or board.due.effective) and standing.group is not Group.UNREACHABLE:
        look = CellState.OVERDUE
    return Cell(look, done=state.done, total=state.total) if isinstance(state, Begun) else Cell(look)


def _row(standing: Standing, form: Form, today: date) -> list[Value]:
    filed = standing.state if isinstance(standing.state, Submission) else None
    answers = filed.answers if filed else {}
    return [
        standing.number,
        standing.school,
        quarter.state(standing),
        standing.state.done if isinstance(standing.state, Begun) else None,
        filed.first_at if filed else None,
        filed.on_time if filed else None,
        filed.changed_at if filed and filed.revision > 1 else None,
        *(cell for question in form.questions for cell in answer_cells.of(question, answers.get(question.key), today)),
        "\n".join(f"{doubt} {reason}" for doubt, reason in filed.reasons.items()) if filed else None,
    ]


def counts(board: Board) -> list[tuple[str, int]]:
    """How many schools stand where."""
    return [
        ("Школ", board.asked),
        ("Подано", len(board.filed)),
        ("Вовремя", board.on_time),
        ("На исправлении", len(board.of(Group.RETURNED))),
        ("Начато", len(board.of(Group.BEGUN))),
        ("Не начато", len(board.of(Group.NOT_STARTED))),
        ("Нет связи", len(board.of(Group.UNREACHABLE))),
        ("Не ждём", len(board.of(Group.NOT_EXPECTED))),
    ]


def _sums(board: Board) -> tuple[Sheet, ...]:
    numbers = [q for q in MONITORING.questions if isinstance(q.kind, Number)]
    answered = {key for filed in board.filed for key, value in filed.answers.items() if value is not None}
    sums = [(q.title, board.total(q.key)) for q in numbers if q.key in answered]
    return (Sheet("Итоги", (Column("Показатель"), Column("Значение")), [*counts(board), *sums]),)


def _means(board: Board) -> tuple[Sheet, ...]:
    standing = Sheet("Отчёты", (Column("Показатель"), Column("Значение")), counts(board))
    return (*quality_totals.sheets(board.filed), standing)


TOTALS: Final[Mapping[str, Callable[[Board], tuple[Sheet, ...]]]] = {MONITORING.key: _sums, QUALITY.key: _means}
HOW: Final = {
    MONITORING.key: (
        "Итоги: суммы по поданным отчётам в их последней версии; пропущенный вопрос ничего не добавляет.",
    ),
    QUALITY.key: quality_totals.HOW,
}


def _note(board: Board, form: Form, now: datetime, zone: tzinfo) -> list[str]:
    due = board.due
    return [
        f"{form.title} (строка {form.row}), {words.period(board.period)}.",
        f"Составлено {words.moment(now, zone)}.",
        f"Срок: {words.day(due.effective)}, до конца дня." if due else "Срок не назначен.",
        "Вовремя: первая подача до конца дня срока. Исправление этого не меняет, оно показано отдельно.",
        "Вовремя считается по сроку школы: у кого он продлён, тот назван в столбце «Отчёт».",
        "Школы: все из перечня и те, что выбыли, но за этот период отчитались.",
        "Не ждём: школу добавили или срок назначили, когда он уже прошёл.",
        *HOW[form.key],
        "На исправлении: отчёт подан, но возвращён с замечаниями; в «Подано» он тоже входит.",
        "Нет связи: отчёта нет, и у школы нет куратора, или ни одному из кураторов бот не может написать.",
        "Заполнено вопросов: сколько ответов в черновике. Сами ответы видны только после подачи.",
    ]
