"""A school's receipt of a report, on paper (row 4.1)."""

from datetime import date, datetime, tzinfo

from domain import drafted
from domain.form import Facts, Form
from domain.kinds import Number
from domain.submissions import Submission
from views import words
from views.documents import BODY, HEADING, NOTE, TITLE, Block, Column, Paragraph, Table

STATES = {"submitted": "подан, ждёт проверки", "returned": "возвращён на исправление", "accepted": "принят"}


def name(filed: Submission) -> str:
    return f"Квитанция {filed.number.replace('/', '-')}"


def pages(filed: Submission, form: Form, now: datetime, zone: tzinfo) -> list[list[Block]]:
    """What was filed, when, and every answer; `form` is the version it was filed with."""
    today = now.astimezone(zone).date()
    facts: list[tuple[str, str]] = [
        ("Школа", filed.school),
        ("Подан", words.moment(filed.first_at, zone)),
        ("Своевременность", "в срок" if filed.on_time else "позже срока"),
        ("Состояние", STATES[filed.state]),
    ]
    if filed.revision > 1:
        facts.insert(2, ("Исправлен", f"{words.moment(filed.changed_at, zone)}, версия {filed.revision}"))
    blocks: list[Block] = [
        Paragraph("Квитанция", TITLE),
        Paragraph(f"{form.title}, {words.period(filed.period)} года. Строка {form.row} дорожной карты.", BODY),
        Table((Column("Номер", 2), Column(filed.number, 5)), facts),
        Paragraph("Ответы", HEADING),
        Table((Column("Вопрос", 4), Column("Ответ", 4)), _answers(filed, form, today)),
    ]
    if filed.reasons:
        blocks += [
            Paragraph("Пояснения", HEADING),
            Table((Column("Что смутило", 4), Column("Пояснение школы", 4)), list(filed.reasons.items())),
        ]
    blocks.append(Paragraph(f"Составлено {words.moment(now, zone)}.", NOTE))
    return [blocks]


def _answers(filed: Submission, form: Form, today: date) -> list[tuple[str, str | int | None]]:
    facts = Facts(today)
    rows: list[tuple[str, str | int | None]] = []
    for question in drafted.visible(form, filed.answers):
        value = filed.answers.get(question.key)
        shown = None if value is None else question.kind.show(value, facts)
        rows.append((question.title, value if isinstance(question.kind, Number) and isinstance(value, int) else shown))
    return rows
