"""The coordinator's view of monitoring: what is owed, the receipt, what was filed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from markupsafe import Markup

from domain.filling import Draft
from domain.form import Answers, Facts
from domain.forms.monitoring import MONITORING
from domain.submissions import Submission
from views import menus, paging, questions, words
from views.actions import action
from views.screen import Button, Screen


@dataclass(frozen=True, slots=True)
class Owed:
    """A quarter not filed yet: its day that counts, calendar days left, and (done, total) once begun."""

    period: str
    day: date
    left: int
    done: tuple[int, int] | None


def title(period: str) -> str:
    return f"Мониторинг · {words.period(period)}"


def owed(quarters: Sequence[Owed]) -> Screen:
    """One button per quarter that is owed."""
    if not quarters:
        filed = Button("Поданные отчёты", action("m.list", 0))
        return Screen(Markup("<b>Всё сдано.</b>\nНовых отчётов пока не ждём."), ((filed,), (menus.HOME,)))
    lines, rows = [], []
    for one in quarters:
        state = f"заполнено {one.done[0]} из {one.done[1]}" if one.done else "не начат"
        lines.append(
            Markup("<b>{}</b>\nСрок: {}, {}\nОтчёт {}").format(
                words.period(one.period), words.day(one.day), words.days_left(one.left), state
            )
        )
        verb = "Продолжить" if one.done else "Заполнить"
        label = words.shorten(f"{verb}: {words.period(one.period)}", 28)
        rows.append((Button(label, action("f.n", MONITORING.key, one.period)),))
    return Screen(Markup("\n\n").join(lines), (*rows, (menus.HOME,)))


def receipt(filed: Submission, zone: tzinfo) -> Screen:
    """Number, time, on time or not, what happens next. It stays in the chat and can be opened again."""
    what = "Отчёт подан" if filed.revision == 1 else "Исправление принято"
    when = "вовремя" if filed.on_time else "после срока"
    text = Markup(
        "<b>{}</b>\n{}\n\nНомер: <b>{}</b>\nВремя: {}\nПервая подача: {}\n\n"
        "Управление уже видит отчёт. Если понадобится уточнить, бот напишет."
    ).format(what, title(filed.period), filed.number, words.moment(filed.changed_at, zone), when)
    return Screen(text, ((_fix(filed), menus.HOME),), closes=True)


def filed(shown: Sequence[Submission], page: int, total: int) -> Screen:
    """The school's reports, newest first."""
    if not total:
        return Screen(Markup("Поданных отчётов пока нет."), ((menus.HOME,),))
    rows = [(Button(words.shorten(words.period(one.period), 28), action("m.open", one.id)),) for one in shown]
    pager = paging.pager("m.list", (), page, total)
    return Screen(Markup("<b>Поданные отчёты</b>"), (*rows, *([pager] if pager else []), (menus.HOME,)))


def submission(filed: Submission, last: Answers, today: date, zone: tzinfo) -> Screen:
    """Everything that was filed, with what it was a quarter before."""
    changed = frozenset(key for key, value in filed.answers.items() if key in last and last[key] != value)
    lines = questions.answer_lines(MONITORING, Draft(filed.answers), Facts(today, last=last), changed)
    if filed.reasons:
        lines += [Markup("\n<b>Пояснения</b>")]
        lines += [Markup("{} <i>{}</i>").format(doubt, reason) for doubt, reason in filed.reasons.items()]
    head = Markup("<b>{}</b>\n№ {}, {}{}\n\n").format(
        title(filed.period),
        filed.number,
        words.moment(filed.changed_at, zone),
        "" if filed.on_time else ", подан после срока",
    )
    return Screen(head + Markup("\n").join(lines), ((_fix(filed), menus.HOME),))


def _fix(filed: Submission) -> Button:
    return Button("Исправить", action("f.n", filed.form, filed.period))
