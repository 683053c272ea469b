"""The analytical material of a quarter (row 4.1): every number from the board the department sees in the chat."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from typing import Final

from domain.board import Board, Group, Standing
from domain.forms.monitoring import MONITORING
from domain.kinds import Number
from domain.quarter import Quarter
from domain.submissions import Submission
from views import board as boards
from views import indicator_chart, indicators, quarter, words
from views.documents import BODY, BULLET, HEADING, NOTE, TITLE, Block, Column, Paragraph, Picture, Table
from views.pairs import REASONS

SHOWN: Final = (  # of each school, in its table
    ("mentees", "Настав\u00adляемых"),
    ("mentors", "Настав\u00adников"),
    ("pairs", "Пар и групп"),
    ("completed", "Завер\u00adшено"),
    ("stopped", "Прекра\u00adщено"),
    ("meetings", "Встреч"),
)
MINUS: Final = "−"


def title(period: str) -> str:
    return f"Мониторинг наставничества за {words.period(period)}"


def pages(found: Quarter, now: datetime, zone: tzinfo) -> list[list[Block]]:
    """One piece, in six parts."""
    today = now.astimezone(zone).date()
    board = found.board
    blocks: list[Block] = [
        Paragraph("Аналитический материал", TITLE),
        Paragraph(f"{title(board.period)} года. Строка {MONITORING.row} дорожной карты.", BODY),
        Paragraph(f"Составлено {words.moment(now, zone)}. {due(board, today)}", NOTE),
        *completeness(board),
        *_totals(found),
        *_indicators(found),
        *_schools(found, today),
        *_difficulties(found),
        *lateness(board, zone),
    ]
    return [blocks]


def due(board: Board, today: date) -> str:
    if board.due is None:
        return "Срок не назначен."
    left = (board.due.effective - today).days
    return f"Срок: {words.day(board.due.effective)}, {words.days_left(left)}."


def completeness(board: Board) -> Iterator[Block]:
    filed, asked = len(board.filed), board.asked
    yield Paragraph("1. Полнота и своевременность", HEADING)
    yield Paragraph(
        f"Подано отчётов: {words.number(filed)} из {words.number(asked)} ({words.share(filed, asked)}), "
        f"из них в срок: {words.number(board.on_time)}."
        if filed
        else f"Отчётов пока нет, ждём от {words.plural(asked, 'школы', 'школ', 'школ')}."
    )
    corrected = sum(one.revision > 1 for one in board.filed)
    rows: list[tuple[str, int]] = [
        ("Ожидалось отчётов", asked),
        ("Подано в срок", board.on_time),
        ("Подано позже срока", filed - board.on_time),
        ("Начато, не подано", len(board.of(Group.BEGUN))),
        ("Не начато", len(board.of(Group.NOT_STARTED))),
        ("Нет связи со школой", len(board.of(Group.UNREACHABLE))),
        ("Из поданных исправлено", corrected),
    ]
    columns = (Column("Показатель", 6), Column("Школ", 1.4, True), Column("Доля", 1.4, True))
    shares = [asked] * 6 + [filed]
    table = [(said, many, words.share(many, of)) for (said, many), of in zip(rows, shares, strict=True)]
    yield Table(columns, table, "Таблица 1. Как собраны отчёты")
    if beside := board.of(Group.NOT_EXPECTED):
        many = words.plural(len(beside), "школа", "школы", "школ")
        yield Paragraph(f"Не считаются: {many}, добавлены после срока или срок назначен задним числом.", NOTE)


def _totals(found: Quarter) -> Iterator[Block]:
    board, before = found.board, found.before
    yield Paragraph("2. Итоги по вопросам", HEADING)
    if not board.filed:
        yield Paragraph("Считать пока нечего: ни один отчёт не подан.")
        return
    columns = [Column("Вопрос", 5), Column("Всего", 1.5, True), Column("Ответили школ", 1.5, True)]
    if before:
        columns += [Column(words.short_period(before.period), 1.5, True), Column("Изменение", 1.5, True)]
    rows: list[list[str | int | None]] = []
    for question in MONITORING.questions:
        if not isinstance(question.kind, Number):
            continue
        answered = sum(isinstance(one.answers.get(question.key), int) for one in board.filed)
        row: list[str | int | None] = [question.title, board.total(question.key), answered]
        if before:
            was = before.total(question.key)
            row += [was, _change(board.total(question.key) - was)]
        rows.append(row)
    yield Table(columns, rows, "Таблица 2. Суммы по поданным отчётам")
    if before:
        yield Paragraph(
            f"В {words.short_period(before.period)} отчиталось школ: {words.number(len(before.filed))}, "
            f"сейчас: {words.number(len(board.filed))}. Изменение показывает и разницу в числе отчётов.",
            NOTE,
        )


def _indicators(found: Quarter) -> Iterator[Block]:
    year = found.board.period[:4]
    yield Paragraph("3. Показатели целевой модели", HEADING)
    rows = [
        (one.indicator.title, indicators.value(one), indicators.counted(one) if one.value is not None else None,
         indicators.target(one), {True: "достигнута", False: "пока нет", None: "–"}[one.reached])
        for one in found.measured
    ]  # fmt: skip
    columns = (Column("Показатель", 5), Column("Значение", 1.4, True), Column("Из чего", 1.9, True),
               Column("Цель года", 1.3, True), Column("Итог", 1.6))  # fmt: skip
    yield Table(columns, rows, "Таблица 3. Показатели и цели года")
    if found.board.filed:
        yield Picture(
            indicator_chart.picture(f"Показатели, {words.period(found.board.period)}", found.measured),
            f"Рисунок 1. Показатели за {words.period(found.board.period)} года и цели {year} года",
            tall=11,
        )
    for note in indicators.notes(found.measured):
        yield Paragraph(note, NOTE)


def _schools(found: Quarter, today: date) -> Iterator[Block]:
    board = found.board
    yield Paragraph("4. По школам", HEADING)
    columns = [Column("№", 0.7), Column("Школа", 4.6), Column("Отчёт", 2.6)]
    columns += [Column(head, 1.35, True) for _, head in SHOWN]
    rows: list[list[str | int | None]] = [
        [str(one.number), one.school, quarter.state(one), *(_number(one, key) for key, _ in SHOWN)]
        for one in board.standings
    ]
    rows.append([None, "Всего", None, *(board.total(key) for key, _ in SHOWN)])
    yield Table(columns, rows, "Таблица 4. Отчёты школ")
    if board.standings:
        yield Picture(
            boards.picture([*found.earlier, board], today), "Рисунок 2. Отчёты школ по кварталам: сколько пар и групп"
        )


def _difficulties(found: Quarter) -> Iterator[Block]:
    board = found.board
    yield Paragraph("5. Трудности", HEADING)
    asked = [one for one in board.filed if isinstance(one.answers.get("trouble"), bool)]
    named = [one for one in asked if one.answers["trouble"]]
    if named:
        yield Paragraph(f"Школ, которые сообщили о трудностях: {len(named)} из {len(asked)}. Словами кураторов:")
        yield from (Paragraph(_trouble(one), BULLET, f"{one.school}: ") for one in named)
    elif asked:
        yield Paragraph(f"Ни одна из отчитавшихся школ ({len(asked)}) о трудностях не сообщила.")
    else:
        yield Paragraph("Отчётов пока нет.")
    if found.stops:
        total = sum(found.stops.values())
        pairs = words.plural(total, "пара или группа", "пары и группы", "пар и групп")
        yield Paragraph(f"По реестру за квартал досрочно прекращено: {pairs}. Причины:")
        rows = [(REASONS.get(key, key), many, words.share(many, total)) for key, many in found.stops.items()]
        columns = (Column("Причина", 6), Column("Пар и групп", 1.5, True), Column("Доля", 1.4, True))
        yield Table(columns, rows, "Таблица 5. Почему прекращены досрочно")


def lateness(board: Board, zone: tzinfo) -> Iterator[Block]:
    yield Paragraph("6. Опоздания и исправления", HEADING)
    late = [one for one in board.filed if not one.on_time]
    fixed = [one for one in board.filed if one.revision > 1]
    owing = [one for one in board.standings if one.group in (Group.UNREACHABLE, Group.NOT_STARTED, Group.BEGUN)]
    if late:
        yield Paragraph("Подали позже срока:")
        yield from (Paragraph(words.moment(one.first_at, zone), BULLET, f"{one.school}: ") for one in late)
    if fixed:
        yield Paragraph("Исправили отчёт после подачи (на своевременность это не влияет):")
        yield from (Paragraph(_fixed(one, zone), BULLET, f"{one.school}: ") for one in fixed)
    if owing:
        yield Paragraph("Не подали:")
        yield from (Paragraph(quarter.state(one), BULLET, f"{one.school}: ") for one in owing)
    if not (late or fixed or owing):
        yield Paragraph("Опозданий и исправлений нет." if board.filed else "Отчётов пока нет.")


def _trouble(filed: Submission) -> str:
    said = filed.answers.get("trouble_text")
    return str(said) if said else "не описаны"


def _fixed(filed: Submission, zone: tzinfo) -> str:
    times = words.plural(filed.revision - 1, "раз", "раза", "раз")
    return f"{times}, последний – {words.moment(filed.changed_at, zone)}"


def _number(standing: Standing, key: str) -> int | None:
    value = standing.state.answers.get(key) if isinstance(standing.state, Submission) else None
    return value if isinstance(value, int) else None


def _change(by: int) -> str:
    return f"+{words.number(by)}" if by > 0 else f"{MINUS}{words.number(-by)}" if by < 0 else "0"
