"""The quarter as a table and as a picture: the same board the department sees in the chat."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Final

from domain.board import Board, Group, Standing
from domain.forms.monitoring import MONITORING
from domain.reminders import Begun
from domain.submissions import Submission
from views import charts, quarter, spreadsheets, words
from views.cells import Cell, CellState
from views.spreadsheets import Column, Sheet, Value

QUARTERS: Final = 5  # in the picture: a year and the quarter before it


def table(board: Board, now: datetime, zone: tzinfo) -> bytes:
    """An .xlsx with a row per school, every answer a column, and the totals on a sheet of their own."""
    columns = [
        *(Column("№"), Column("Школа"), Column("Отчёт"), Column("Заполнено вопросов"), Column("Подан")),
        *(Column("Вовремя"), Column("Исправлен")),
        *(Column(question.title) for question in MONITORING.questions),
        Column("Пояснения"),
    ]
    schools = Sheet(words.period(board.period), columns, [_row(standing) for standing in board.standings])
    totals = Sheet("Итоги", (Column("Показатель"), Column("Значение")), _totals(board))
    return spreadsheets.workbook((schools, totals), _note(board, now, zone), zone)


def picture(boards: Sequence[Board], today: date) -> bytes:
    """A PNG of the last quarters, the oldest first; each school's row is the same in all of them."""
    shown = boards[-QUARTERS:]
    names = {standing.number: standing.school for board in shown for standing in board.standings}
    numbers = sorted(names)
    cells = {
        (numbers.index(standing.number), column): _cell(standing, board, today)
        for column, board in enumerate(shown)
        for standing in board.standings
    }
    return charts.quarter_chart(
        f"{MONITORING.title} по кварталам", [names[n] for n in numbers], [one.period for one in shown], cells
    )


def _cell(standing: Standing, board: Board, today: date) -> Cell:
    state = standing.state
    if isinstance(state, Submission):
        pairs = state.answers.get("pairs")
        return Cell(CellState.ON_TIME if state.on_time else CellState.LATE, pairs if isinstance(pairs, int) else None)
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


def _row(standing: Standing) -> list[Value]:
    filed = standing.state if isinstance(standing.state, Submission) else None
    answers = filed.answers if filed else {}
    values = (answers.get(question.key) for question in MONITORING.questions)
    return [
        standing.number,
        standing.school,
        quarter.state(standing),
        standing.state.done if isinstance(standing.state, Begun) else None,
        filed.first_at if filed else None,
        filed.on_time if filed else None,
        filed.changed_at if filed and filed.revision > 1 else None,
        *(", ".join(value) if isinstance(value, list) else value for value in values),
        "\n".join(f"{doubt} {reason}" for doubt, reason in filed.reasons.items()) if filed else None,
    ]


def _totals(board: Board) -> list[tuple[str, int]]:
    rows = [
        ("Школ", board.asked),
        ("Подано", len(board.filed)),
        ("Вовремя", board.on_time),
        ("На исправлении", len(board.of(Group.RETURNED))),
        ("Начато", len(board.of(Group.BEGUN))),
        ("Не начато", len(board.of(Group.NOT_STARTED))),
        ("Нет связи", len(board.of(Group.UNREACHABLE))),
        ("Не ждём", len(board.of(Group.NOT_EXPECTED))),
    ]
    numbers = {key for filed in board.filed for key, value in filed.answers.items() if _is_number(value)}
    return rows + [(q.title, board.total(q.key)) for q in MONITORING.questions if q.key in numbers]


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _note(board: Board, now: datetime, zone: tzinfo) -> list[str]:
    due = board.due
    return [
        f"{MONITORING.title} (строка {MONITORING.row}), {words.period(board.period)}.",
        f"Составлено {words.moment(now, zone)}.",
        f"Срок: {words.day(due.effective)}, до конца дня." if due else "Срок не назначен.",
        "Вовремя: первая подача до конца дня срока. Исправление этого не меняет, оно показано отдельно.",
        "Вовремя считается по сроку школы: у кого он продлён, тот назван в столбце «Отчёт».",
        "Школы: все из перечня и те, что выбыли, но за этот квартал отчитались.",
        "Не ждём: школу добавили или срок назначили, когда он уже прошёл.",
        "Итоги: суммы по поданным отчётам в их последней версии; пропущенный вопрос ничего не добавляет.",
        "На исправлении: отчёт подан, но возвращён с замечаниями; в «Подано» он тоже входит.",
        "Нет связи: отчёта нет, и у школы нет куратора, или ни одному из кураторов бот не может написать.",
        "Заполнено вопросов: сколько ответов в черновике. Сами ответы видны только после подачи.",
    ]
