"""The coordinator's view of reports (4.1, 4.2): what is owed, the receipt, what was filed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from markupsafe import Markup

from domain import reporting
from domain.drafted import Draft
from domain.form import Answers, Facts, Form
from domain.submissions import State, Submission
from views import corrections, menus, paging, questions, reports, words
from views.actions import action
from views.screen import Button, Screen


@dataclass(frozen=True, slots=True)
class Owed:
    """A period to be filed or corrected: its day that counts, calendar days left, and (done, total) once begun.
    `returned`: the submission that was sent back, and with how many remarks."""

    period: str
    day: date
    left: int
    done: tuple[int, int] | None
    extended: bool = False
    closed: bool = False
    returned: tuple[int, int] | None = None


def owed(periods: Sequence[Owed]) -> Screen:
    """One button per period that is owed."""
    if not periods:
        filed = Button("Поданные отчёты", action("m.list", 0))
        return Screen(Markup("<b>Всё сдано.</b>\nНовых отчётов пока не ждём."), ((filed,), (menus.HOME,)))
    lines = [Markup("<b>{}</b>\n{}").format(words.period(one.period), _state(one)) for one in periods]
    rows = [(_open(one),) for one in periods]
    return Screen(Markup("\n\n").join(lines), (*rows, (menus.HOME,)))


def receipt(filed: Submission, zone: tzinfo) -> Screen:
    """Number, time, on time or not, what happens next. It stays in the chat and can be opened again."""
    what = "Отчёт подан" if filed.revision == 1 else "Исправление принято"
    when = "вовремя" if filed.on_time else "после срока"
    text = Markup(
        "<b>{}</b>\n{}\n\nНомер: <b>{}</b>\nВремя: {}\nПервая подача: {}\n\n"
        "Управление уже видит отчёт. Если понадобится уточнить, бот напишет."
    ).format(what, reports.title(filed.form, filed.period), filed.number, words.moment(filed.changed_at, zone), when)
    return Screen(text, ((_fix(filed), menus.HOME),), closes=True)


def filed(shown: Sequence[Submission], page: int, total: int) -> Screen:
    """The school's reports, newest first."""
    if not total:
        return Screen(Markup("Поданных отчётов пока нет."), ((menus.HOME,),))
    rows = [(Button(words.shorten(words.period(one.period), 28), action("m.open", one.id)),) for one in shown]
    pager = paging.pager("m.list", (), page, total)
    return Screen(Markup("<b>Поданные отчёты</b>"), (*rows, *([pager] if pager else []), (menus.HOME,)))


def submission(
    filed: Submission, form: Form, last: Answers, remarks: Mapping[str, str], today: date, zone: tzinfo
) -> Screen:
    """Everything that was filed, with what it was a period before, and the remarks it was sent back with."""
    facts = Facts(today, last=last)
    changed = frozenset(key for key, value in filed.answers.items() if key in last and last[key] != value)
    lines = questions.answer_lines(form, Draft(filed.answers), facts, changed)
    if remarks:
        room = reports.share(900, len(remarks))
        told = [(q.title, words.shorten(remarks[q.key], room)) for q in form.questions if q.key in remarks]
        lines += [Markup("\n<b>Замечания</b>"), *(Markup("{}: <i>{}</i>").format(*one) for one in told)]
    head = Markup("<b>{}</b>\n№ {}, {}{}\n{}\n\n").format(
        reports.title(filed.form, filed.period),
        filed.number,
        words.moment(filed.changed_at, zone),
        "" if filed.on_time else ", подан после срока",
        f"Отчёт {reports.STATES[State(filed.state)]}",
    )
    log = Button("История", action("rv.log", filed.id, 0))
    text = head + Markup("\n").join(lines)
    if filed.reasons:
        text += Markup("\n\n") + reports.explained(filed.reasons, (text,))
    return Screen(text, ((_fix(filed), log), (_paper(filed), menus.HOME)))


def _state(one: Owed) -> Markup:
    if one.returned:
        return Markup("Вернули, исправить {}").format(words.plural(one.returned[1], "ответ", "ответа", "ответов"))
    if one.closed:
        return Markup("Период закрыт, срок был {}").format(words.day(one.day))
    state = f"заполнено {one.done[0]} из {one.done[1]}" if one.done else "не начат"
    due = Markup("Срок{}: {}, {}").format(
        " продлён" if one.extended else "", words.day(one.day), words.days_left(one.left)
    )
    return due + Markup("\nОтчёт {}").format(state)


def _open(one: Owed) -> Button:
    period = words.period(one.period)
    if one.returned:
        return Button(words.shorten(f"Исправить: {period}", 28), action("rv.mend", one.returned[0]))
    verb = "Почему" if one.closed else "Продолжить" if one.done else "Заполнить"
    return Button(words.shorten(f"{verb}: {period}", 28), action("f.n", reporting.of(one.period).key, one.period))


def _fix(filed: Submission) -> Button:
    if filed.state == State.ACCEPTED:
        return corrections.ask_button(filed)
    if filed.state == State.RETURNED:
        return corrections.fix_button(filed)
    return Button("Исправить", action("f.n", filed.form, filed.period))


def _paper(filed: Submission) -> Button:
    return Button("Квитанция .docx", action("dc.receipt", filed.id))
