"""The department's period, a quarter or a half-year: counts on top, every school below, one school with its answers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, tzinfo

from markupsafe import Markup

from domain import deadlines, reporting
from domain.board import Board, Contact, Group, Standing
from domain.drafted import Draft
from domain.form import Answers, Facts, Form
from domain.forms.monitoring import MONITORING
from domain.forms.quality import QUALITY
from domain.reminders import Begun, NotStarted
from domain.submissions import State, Submission
from views import menus, paging, quality, questions, reports, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, File, Row, Screen

SUMMED = (("pairs", "Пар и групп"), ("mentees", "наставляемых"), ("mentors", "наставников"))
# What the department hands over of a period, and the button that asks for it.
PAPERS = {
    MONITORING.key: ("Материал за квартал .docx", "dc.quarter"),
    QUALITY.key: ("Справка за полугодие .docx", "ql.note"),
}
OVER = {MONITORING.key: "по кварталам", QUALITY.key: "по полугодиям"}


def no_dates() -> Screen:
    """No roadmap year is in force, and nothing was ever filed."""
    text = Markup("<b>Сроков пока нет.</b>\nВключите год дорожной карты, и здесь появятся отчёты школ.")
    return Screen(text, ((Button("Сроки", action("y.list")),), (menus.HOME,)))


def quarter(board: Board, today: date, known: Sequence[str], page: int, waiting: int = 0) -> Screen:
    """`known` are the periods there is something to show of, in time's order; `waiting` reports wait for review."""
    form, ordered = reporting.of(board.period), board.by_attention
    shown = paging.page_of(ordered, page)
    lines = [Markup("<b>{}</b>: {}").format(one.school, state(one)) for one in shown]
    if not lines:
        lines = [Markup("Школ пока нет. Добавьте их в разделе «Школы».")]
    text = Markup("\n\n").join((_head(board, today), counts(board), Markup("\n").join(lines)))
    labels = [
        Button(words.squeeze(one.school, LABEL_LIMIT), action("q.school", board.period, one.school_id, page))
        for one in shown
    ]
    rows: list[Row] = questions.pairs_of(labels)
    if pager := paging.pager("q.page", (board.period,), page, len(ordered)):
        rows.append(pager)
    if board.filed or board.due:
        rows.append((Button(f"Проверка: {waiting}", action("rv.in", form.key, board.period, "submitted", 0)),))
    rows.append(
        (
            Button("Картинка", action("q.chart", board.period)),
            Button("Таблица .xlsx", action("q.table", board.period)),
        )
    )
    paper, verb = PAPERS[form.key]
    rows.append((Button(paper, action(verb, board.period)),))
    if near := _neighbours(board.period, known):
        rows.append(near)
    return Screen(text, (*rows, (menus.HOME,)))


def counts(board: Board) -> Markup:
    """How many filed, began and did not, and what the filed ones add up to."""
    lines = [Markup("Подано: <b>{} из {}</b>").format(len(board.filed), board.asked)]
    late = len(board.filed) - board.on_time
    if late:
        lines[0] += Markup(", после срока {}").format(late)
    elif board.filed and board.due:
        lines[0] += Markup(", все вовремя")
    begun, idle, lost = (board.of(group) for group in (Group.BEGUN, Group.NOT_STARTED, Group.UNREACHABLE))
    if len(board.filed) < board.asked:
        lines.append(Markup("Начато: <b>{}</b> · не начато: <b>{}</b>").format(len(begun), len(idle)))
    if returned := board.of(Group.RETURNED):
        lines.append(Markup("Из поданных на исправлении: <b>{}</b>").format(len(returned)))
    if lost:
        lines.append(Markup("Нет связи: <b>{}</b>").format(len(lost)))
        nobody = sum(not one.contacts for one in lost)
        if nobody:
            lines[-1] += Markup(", из них без куратора {}").format(nobody)
    if beside := board.of(Group.NOT_EXPECTED):
        lines.append(Markup("Не ждём: <b>{}</b>").format(len(beside)))
    if board.filed:
        lines.append(key_numbers(reporting.of(board.period), [one.answers for one in board.filed]))
    return Markup("\n").join(lines)


def key_numbers(form: Form, filed: Sequence[Answers]) -> Markup:
    """The numbers everybody asks for first, of one report or of many."""
    return NUMBERS[form.key](filed)


def _sums(filed: Sequence[Answers]) -> Markup:
    def total(key: str) -> int:
        return sum(value for one in filed if isinstance(value := one.get(key), int))

    return Markup(" · ").join(Markup("{} <b>{}</b>").format(title, total(key)) for key, title in SUMMED)


NUMBERS: Mapping[str, Callable[[Sequence[Answers]], Markup]] = {
    MONITORING.key: _sums,
    QUALITY.key: quality.key_numbers,
}


def school(standing: Standing, board: Board, form: Form, today: date, zone: tzinfo, page: int) -> Screen:
    """What one school has filed, or how far it is, and who to call. `form` is the one it was filed with."""
    parts = [Markup("<b>{}</b>\n{}").format(standing.school, _title(board.period))]
    if isinstance(standing.state, Submission):
        parts += _filed(standing.state, form, today, zone)
    else:
        parts.append(Markup("Отчёт: {}").format(_progress(standing.state)))
        if standing.own_day:
            parts[-1] += Markup("\nСрок продлён до <b>{}</b>").format(words.day(standing.own_day))
    people = [_contact(contact) for contact in standing.contacts]
    parts.append(Markup("\n").join((Markup("<b>Кураторы</b>"), *people)) if people else Markup("Куратора нет."))
    rows: list[Row] = [(Button("К отчётам", action("q.page", board.period, page)), menus.HOME)]
    if isinstance(standing.state, Submission):
        rows.insert(0, (Button("Проверка отчёта", action("rv.open", standing.state.id)),))
    elif board.due and standing.own_day:
        rows.insert(0, (Button("Продление срока", action("rv.own", board.due.id, standing.school_id)),))
    elif board.due:
        rows.insert(0, (Button("Продлить срок", action("f.n", "extension", f"{board.due.id}.{standing.school_id}")),))
    if standing.group is Group.UNREACHABLE:
        rows.insert(0, (Button("Открыть школу", action("s.open", standing.school_id)),))
    return Screen(Markup("\n\n").join(parts), tuple(rows))


def picture(period: str) -> Screen:
    text = Markup("Отчёты школ {}, до {}").format(OVER[reporting.of(period).key], words.period_genitive(period))
    return Screen(text, file=File("photo", "quarter_chart", {"period": period}), stays=True)


def table(period: str) -> Screen:
    text = Markup("{}: все школы и числа").format(_title(period))
    return Screen(text, file=File("document", "quarter_table", {"period": period}), stays=True)


def _title(period: str) -> str:
    return reports.title(reporting.of(period).key, period)


def _head(board: Board, today: date) -> Markup:
    if board.due is None:
        return Markup("<b>{}</b>\nСрок не назначен").format(_title(board.period))
    left = deadlines.days_left(today, board.due.effective)
    day = words.day(board.due.effective)
    if left < 0:
        when = Markup("Срок был {}, прошло {}").format(day, words.plural(-left, "день", "дня", "дней"))
    else:
        when = Markup("Срок: {}, {}").format(day, words.days_left(left))
    text = Markup("<b>{}</b>\n{}").format(_title(board.period), when)
    if board.due.nominal != board.due.effective:
        text += Markup(" (по плану {}, выходной)").format(words.short_day(board.due.nominal))
    return text


def state(standing: Standing) -> str:
    """Where a school stands, in a few words."""
    now = standing.state
    if isinstance(now, Submission):
        return _filed_state(now)
    if standing.group is Group.NOT_EXPECTED:
        return "не ждём, срок был раньше"
    if standing.group is not Group.UNREACHABLE:
        longer = f", продлено до {words.short_day(standing.own_day)}" if standing.own_day else ""
        return _progress(now) + longer
    why = "нет связи с куратором" if standing.contacts else "нет куратора"
    return f"{why}, {_progress(now)}" if isinstance(now, Begun) else why


def _filed_state(filed: Submission) -> str:
    when = "подан" if filed.on_time else "подан после срока"
    match State(filed.state):
        case State.RETURNED:
            return f"{when}, на исправлении"
        case State.ACCEPTED:
            return f"{when}, принят"
        case State.SUBMITTED:
            return when


def _progress(state: Begun | NotStarted) -> str:
    return f"заполнено {state.done} из {state.total}" if isinstance(state, Begun) else "не начат"


def _filed(filed: Submission, form: Form, today: date, zone: tzinfo) -> list[Markup]:
    when = Markup("№ {}, подан {}, {}").format(
        filed.number, words.moment(filed.first_at, zone), "вовремя" if filed.on_time else "после срока"
    )
    if filed.revision > 1:
        when += Markup("\nИсправлен {}").format(words.moment(filed.changed_at, zone))
    parts = [when, Markup("\n").join(questions.answer_lines(form, Draft(filed.answers), Facts(today)))]
    if filed.reasons:
        why = [Markup("{} <i>{}</i>").format(doubt, reason) for doubt, reason in filed.reasons.items()]
        parts.append(Markup("\n").join((Markup("<b>Пояснения</b>"), *why)))
    return parts


def _contact(contact: Contact) -> Markup:
    if contact.lost_since:
        return Markup("{}: нет связи, {}").format(contact.name, words.day(contact.lost_since))
    return Markup("{}").format(contact.name)


def _neighbours(period: str, known: Sequence[str]) -> Row:
    earlier = [one for one in known if one < period][-1:]
    later = [one for one in known if one > period][:1]
    return (
        *(Button(f"‹ {words.period(one)}", action("q.open", one)) for one in earlier),
        *(Button(f"{words.period(one)} ›", action("q.open", one)) for one in later),
    )
