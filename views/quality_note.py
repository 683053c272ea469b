"""The analytical note of a half-year (row 4.2): what schools' assessments say together, and each of them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, tzinfo
from typing import Final

from domain import half_year
from domain.board import Standing
from domain.counted import Rise, Share, figure
from domain.form import Answers, Question
from domain.forms.quality import GOOD, QUALITY, RISES, SATISFIED, WHY
from domain.growth import LEAST
from domain.half_year import HalfYear
from domain.submissions import Submission
from views import board as boards
from views import charts, material, quality_chart, quarter, words
from views.documents import BODY, BULLET, HEADING, NOTE, TITLE, Block, Column, Paragraph, Picture, Table
from views.quality_totals import change

SHOWN: Final = ("mentee_motivation", "mentee_competence", "mentee_profession")  # of each school, as changes
HEADS: Final = ("Моти\u00adвация", "Умения", "Проф. рост")
HEARD: Final = ("mentee_satisfied", "mentor_satisfied")


def title(period: str) -> str:
    return f"Оценка качества наставничества за {words.period(period)}"


def pages(found: HalfYear, now: datetime, zone: tzinfo) -> list[list[Block]]:
    """One piece, in six parts."""
    today, board = now.astimezone(zone).date(), found.board
    blocks: list[Block] = [
        Paragraph("Аналитическая справка", TITLE),
        Paragraph(f"{title(board.period)} года. Строка {QUALITY.row} дорожной карты.", BODY),
        Paragraph(f"Составлено {words.moment(now, zone)}. {material.due(board, today)}", NOTE),
        *material.completeness(board),
        *_growth(found),
        *_good(found),
        *_swot(found),
        *_schools(found, today),
        *material.lateness(board, zone),
    ]
    return [blocks]


def _growth(found: HalfYear) -> Iterator[Block]:
    yield Paragraph("2. Рост участников", HEADING)
    answers = half_year.answers(found.filed)
    rises = [(q, one) for q in RISES if (one := half_year.rise(answers, q.key))]
    if not rises:
        yield Paragraph(f"Считать пока нечего: ни в одной школе нет {LEAST} человек, ответивших и до, и после.")
    else:
        before = half_year.answers(found.before.filed) if found.before else []
        columns = [Column("Показатель", 4), *(Column(one, 1.2, True) for one in ("До", "После", "Изменение"))]
        columns += [Column("Анкет", 1.1, True), Column("Школ", 1, True)]
        if before:
            columns.append(Column("Изменение полгода назад", 1.7, True))
        rows = [_risen(question, one, answers, before) for question, one in rises]
        yield Table(columns, rows, "Таблица 2. Среднее до и после, по шкале от 1 до 10")
        yield Picture(
            quality_chart.growth(f"Рост, {words.period(found.board.period)}", [(q.title, one) for q, one in rises]),
            f"Рисунок 1. Рост участников за {words.period(found.board.period)} года",
            tall=10.5,
        )
        yield Paragraph(
            "Учтены только те, кто ответил оба раза. Вес школы в среднем – по числу её анкет; у целей пар вместо анкет "
            "считаются цели. По отчётам школ видно, как изменились ответы, но не почему.",
            NOTE,
        )
    if why := half_year.why(found.filed):
        labels = {one.value: one.label for one in WHY}
        told = [f"{_low(labels.get(key, key))} – {_schools_of(many)}" for key, many in sorted(why.items())]
        yield Paragraph(f"Посчитано не у всех. Почему: {'; '.join(told)}.")


def _risen(
    question: Question, one: Rise, answers: Sequence[Answers], before: Sequence[Answers]
) -> list[str | int | None]:
    row: list[str | int | None] = [question.title, figure(one.before), figure(one.after), change(one.change)]
    row += [one.pairs, half_year.answered(answers, question.key)]
    if before:
        was = half_year.rise(before, question.key)
        row.append(change(was.change) if was else None)
    return row


def _good(found: HalfYear) -> Iterator[Block]:
    yield Paragraph("3. Кто доволен, и сильные стороны", HEADING)
    answers = half_year.answers(found.filed)
    shares = [(q, one) for q in (*SATISFIED, *GOOD) if (one := half_year.share(answers, q.key))]
    if not shares:
        yield Paragraph(f"Считать пока нечего: ни в одной школе нет {LEAST} заполненных анкет «после».")
        return
    columns = (Column("Показатель", 5), *(Column(one, 1.4, True) for one in ("Да", "Ответили", "Доля", "Школ")))
    rows = [
        (q.title, one.part, one.whole, words.share(one.part, one.whole), half_year.answered(answers, q.key))
        for q, one in shares
    ]
    yield Table(columns, rows, "Таблица 3. Сколько ответили «да», из тех, кто ответил на вопрос")
    bars = [(q.title, one) for q, one in shares]
    yield Picture(
        quality_chart.shares(f"Сильные стороны, {words.period(found.board.period)}", bars),
        f"Рисунок 2. Кто доволен и что получилось, {words.period(found.board.period)} года",
        tall=12,
    )
    yield Paragraph("Довольны: поставили программе в целом 7 и больше из 10.", NOTE)


def _swot(found: HalfYear) -> Iterator[Block]:
    yield Paragraph("4. Слабые стороны, возможности, риски", HEADING)
    filed = found.filed
    answers = half_year.answers(filed)
    if not any(one.get(question.key) for one in answers for question, _ in half_year.lists()):
        yield Paragraph("Кураторы пока ничего не отметили." if filed else "Отчётов пока нет.")
        return
    for number, (question, own) in enumerate(half_year.lists()):
        yield from _list(found, number, question)
        said = [(one.school, str(one.answers[own])) for one in filed if one.answers.get(own)]
        if said:
            yield Paragraph(f"{question.title} своими словами:")
            yield from (Paragraph(text, BULLET, f"{school}: ") for school, text in said)
    yield Paragraph("Школа могла отметить несколько строк, поэтому доли вместе больше 100 %.", NOTE)


def _list(found: HalfYear, number: int, question: Question) -> Iterator[Block]:
    """How many schools have ticked what."""
    ticks = half_year.ticked(half_year.answers(found.filed), question)
    if not ticks:
        yield Paragraph(f"{question.title}: из списка ни одна школа ничего не отметила.")
        return
    rows = [(label, many, words.share(many, len(found.filed))) for label, many in ticks]
    columns = (Column(question.title, 6), Column("Школ", 1.4, True), Column("Доля", 1.4, True))
    yield Table(columns, rows, f"Таблица {4 + number}. {question.title}: сколько школ отметили")
    labels, counts = [label for label, _ in ticks], [many for _, many in ticks]
    yield Picture(
        charts.bar_chart(f"{question.title}: сколько школ", labels, counts),
        f"Рисунок {3 + number}. {question.title}, {words.period(found.board.period)} года",
        tall=8,
    )


def _schools(found: HalfYear, today: date) -> Iterator[Block]:
    yield Paragraph("5. По школам", HEADING)
    columns = [Column("№", 0.7), Column("Школа", 4.2), Column("Отчёт", 2.6)]
    columns += [Column(head, 1.3, True) for head in HEADS]
    columns += [Column("Довольны настав\u00adляемые", 1.6, True), Column("Довольны настав\u00adники", 1.6, True)]
    rows: list[list[str | int | None]] = [
        [str(one.number), one.school, quarter.state(one), *_of_school(one)] for one in found.board.standings
    ]
    yield Table(columns, rows, "Таблица 7. Изменение у наставляемых и кто доволен")
    yield Paragraph(f"Прочерк: не подано или ответов меньше {LEAST}.", NOTE)
    if found.board.standings:
        yield Picture(boards.picture([*found.earlier, found.board], today), "Рисунок 6. Отчёты школ по полугодиям")


def _of_school(one: Standing) -> list[str | int | None]:
    answers: Answers = one.state.answers if isinstance(one.state, Submission) else {}
    rises = [Rise.of(answers.get(key)) for key in SHOWN]
    heard = [Share.of(answers.get(key)) for key in HEARD]
    return [
        *(change(rise.change) if rise else None for rise in rises),
        *(f"{share.part} из {share.whole}" if share else None for share in heard),
    ]


def _schools_of(many: int) -> str:
    return words.plural(many, "школа", "школы", "школ")


def _low(label: str) -> str:
    """Within a sentence."""
    return label[:1].lower() + label[1:]
