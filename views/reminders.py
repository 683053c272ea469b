"""The morning's reminder to a coordinator: everything owed, each line with the button that opens it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from domain import roadmap
from domain.reminders import Begun, Debt, Item, NotStarted, Returned
from views import words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

READY: Final = {  # what the coordinator finds done, by row
    "4.1": "Большинство чисел уже подставлено, нужно их проверить.",
    "4.2": "Рост и довольных посчитает бот, останется добавить слабые стороны, возможности и риски.",
}
LISTED: Final = 8  # lines of one message, the most urgent ones


@dataclass(frozen=True, slots=True)
class Line:
    """One thing owed. `nominal` is its day as planned; `post` is the role it is owed in: the person may act in
    another one when they press the button."""

    school: str
    nominal: date
    item: Item
    post: int


def reminder(today: date, lines: Sequence[Line]) -> Screen:
    """Stays in the chat; the form that is being filled goes on where it was."""
    several = len({line.item.debt.school_id for line in lines}) > 1
    # A name may be cut short on a button: the number tells which paragraph it belongs to.
    numbers = [f"{n}. " if len(lines) > 1 else "" for n in range(1, len(lines) + 1)]
    numbered = list(zip(lines, numbers, strict=True))[:LISTED]
    text = Markup("\n\n").join(_paragraph(line, several, number) for line, number in numbered)
    if len(lines) > 1:
        text = Markup("<b>Что нужно сдать: {}</b>\n\n").format(len(lines)) + text
    if len(lines) > LISTED:
        text += Markup(
            "\n\nИ ещё {}: откройте в меню «Отчёт за квартал», «Оценка полугодия» или «Дорожная карта»."
        ).format(len(lines) - LISTED)
    rows: list[Row] = [(_open(line, several, number),) for line, number in numbered]
    rows.append(
        (
            Button("Напомнить завтра", action("z.day", today.isoformat(), 1)),
            Button("Через 3 дня", action("z.day", today.isoformat(), 3)),
        )
    )
    return Screen(text, tuple(rows), stays=True)


def put_off(until: date, due: date) -> str:
    """The flash after a tap."""
    if until == due:
        return f"Напомню {words.day(until)}, в день срока"
    return f"Напомню {words.day(until)}"


def nothing_owed() -> str:
    return "Отчёт уже сдан, напоминать не о чем"


def _paragraph(line: Line, several: bool, number: str) -> Markup:
    debt = line.item.debt
    where = Markup("\n{}").format(line.school) if several else Markup("")
    proved = roadmap.row(debt.row).proof is not None
    title = roadmap.row(debt.row).title
    what = f"{debt.row} {title}" if proved else title
    return Markup("<b>{}{} · {}</b>{}\n{}\n{}").format(
        number,
        what,
        words.period(debt.period.key),
        where,
        _when(line),
        _proof(debt, line.item.days_left < 0) if proved else _tone(debt, line.item.days_left < 0),
    )


def _when(line: Line) -> Markup:
    day, left = line.item.debt.day, line.item.days_left
    if left < 0:
        late = words.plural(-left, "день", "дня", "дней")
        return Markup("Срок был <b>{}</b>, прошло {}.").format(words.day(day), late)
    counted = ("сегодня", "завтра")[left] if left < 2 else f"через {words.plural(left, 'день', 'дня', 'дней')}"
    text = Markup("Срок: <b>{}, {}</b>.").format(words.day(day), counted)
    if line.nominal != day:
        text += Markup(" По плану {}, это выходной.").format(words.short_day(line.nominal))
    return text


def _tone(debt: Debt, late: bool) -> str:
    match debt.state:
        case NotStarted() if late:
            return "Отчёт ещё не начат. Его ждут, сдать можно и сейчас."
        case NotStarted():
            return f"Отчёт ещё не начат. {READY[debt.row]}"
        case Begun(done, total) if done < total:
            return f"Заполнено {done} из {total}, ответы сохранены. Осталось {total - done}."
        case Begun():
            return "Всё заполнено. Осталось проверить и отправить."
        case Returned(questions):
            marked = words.plural(questions, "вопрос", "вопроса", "вопросов")
            return f"Отчёт вернули, нужно исправить {marked}."


def _proof(debt: Debt, late: bool) -> str:
    """The same for a row that is done with a document."""
    document = roadmap.row(debt.row).evidence
    match debt.state:
        case NotStarted():
            return f"Нужен документ: {document}." + (" Его ждут, прислать можно и сейчас." if late else "")
        case Begun():
            return f"Начато, ответы сохранены. Нужен документ: {document}."
        case Returned():
            return f"Вернули, нужно прислать исправленное: {document}."


def _open(line: Line, several: bool, number: str) -> Button:
    debt = line.item.debt
    if roadmap.row(debt.row).proof is not None:
        verb = {NotStarted: "Подать", Begun: "Продолжить", Returned: "Исправить"}[type(debt.state)]
        head = f"{number}{verb} {debt.row}: "
        what = line.school if several else roadmap.row(debt.row).title
        shorter = words.squeeze if several else words.shorten
        return Button(
            head + shorter(what, LABEL_LIMIT - len(head)), action("ev.fix", line.post, debt.row, debt.period.year)
        )
    verb = {NotStarted: "Заполнить", Begun: "Продолжить", Returned: "Исправить"}[type(debt.state)]
    head = f"{number}{verb}: "
    what = line.school if several else words.short_period(debt.period.key)
    return Button(head + words.squeeze(what, LABEL_LIMIT - len(head)), action("z.open", line.post, debt.period.key))
