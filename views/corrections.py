"""What a school is told of the review: its report sent back, accepted, or open again."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from domain.form import Facts, Form
from domain.submissions import Submission
from views import menus, reports, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

LISTED: Final = 8  # remarks of one message: the form shows the others too
FIXED_ALREADY: Final = "Отчёт уже исправлен и снова на проверке"
ASKED_ALREADY: Final = "Вы уже просили вернуть этот отчёт, управление увидит просьбу."


def returned(filed: Submission, form: Form, remarks: Mapping[str, str], facts: Facts) -> Screen:
    """At once after the return: a button per question, everything else stays as it is."""
    marked = [question for question in form.questions if question.key in remarks]
    lines = [
        Markup("<b>{}: {}</b>\n{}").format(
            one.title, reports.value(one, filed.answers.get(one.key), facts), remarks[one.key]
        )
        for one in marked[:LISTED]
    ]
    rest = len(marked) - LISTED
    if rest > 0:
        lines.append(Markup("И ещё {}.").format(words.plural(rest, "вопрос", "вопроса", "вопросов")))
    head = Markup("<b>Отчёт вернули на исправление</b>\n{}\n{}").format(
        reports.title(filed.form, filed.period), filed.school
    )
    foot = Markup("Остальные ответы сохранены.")
    rows: list[Row] = [
        (Button(words.shorten(f"Исправить: {one.title}", LABEL_LIMIT), action("rv.fix", filed.id, one.key)),)
        for one in marked[:LISTED]
    ]
    if rest > 0:
        rows.append((Button("Исправить всё по порядку", action("rv.mend", filed.id)),))
    return Screen(Markup("\n\n").join((head, *lines, foot)), tuple(rows), stays=True)


def accepted(filed: Sequence[tuple[str, str, str]]) -> Screen:
    """Form, period and school of each: one message, however many."""
    lines = [Markup("{}\n{}").format(reports.title(form, period), school) for form, period, school in filed]
    head = "Отчёт принят" if len(filed) == 1 else f"Принято: {words.plural(len(filed), 'отчёт', 'отчёта', 'отчётов')}"
    return Screen(Markup("\n").join((Markup("<b>{}</b>").format(head), *lines[:LISTED])), stays=True)


def reopened(filed: Submission, reason: str) -> Screen:
    text = Markup("<b>Отчёт снова открыт</b>\n{}\n{}\n\nПричина: {}\n\nЕсли нужно, его можно исправить.").format(
        reports.title(filed.form, filed.period), filed.school, reason
    )
    return Screen(text, ((Button("Исправить", action("rv.mend", filed.id)),),), stays=True)


def recalled(filed: Submission) -> Screen:
    text = Markup("<b>Исправлять не нужно</b>\n{}\n{}\n\nУправление отменило возврат и проверит отчёт, какой он есть.")
    return Screen(text.format(reports.title(filed.form, filed.period), filed.school), stays=True)


def wish(filed: Submission, reason: str) -> Screen:
    """For the department: a school wants an accepted report back."""
    text = Markup("<b>Просят вернуть отчёт</b>\n{}\n{}\n\n{}").format(
        filed.school, reports.title(filed.form, filed.period), reason
    )
    return Screen(text, ((Button("Открыть отчёт", action("rv.open", filed.id)),),), stays=True)


def accepted_already(filed: Submission) -> Screen:
    """Shown instead of the form."""
    text = Markup("<b>Отчёт уже принят</b>\n{}\n\nИсправить его можно, когда управление откроет отчёт снова.").format(
        reports.title(filed.form, filed.period)
    )
    return Screen(text, ((ask_button(filed),), (Button("Открыть отчёт", action("m.open", filed.id)), menus.HOME)))


def asked(filed: Submission) -> Screen:
    """The receipt of such a wish."""
    text = Markup("<b>Просьба отправлена</b>\n{}\n\nКогда отчёт вернут, бот сразу напишет.").format(
        reports.title(filed.form, filed.period)
    )
    return Screen(text, ((Button("Открыть отчёт", action("m.open", filed.id)), menus.HOME),))


def ask_button(filed: Submission) -> Button:
    return Button("Попросить вернуть", action("f.n", "ask_back", filed.id))


def fix_button(filed: Submission) -> Button:
    return Button("Исправить", action("rv.mend", filed.id))
