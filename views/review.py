"""One submission on the reviewer's screen: what it says, what was corrected, what may be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Final

from markupsafe import Markup

from domain import review as rules
from domain.drafted import Draft
from domain.form import Answers, Facts, Form
from domain.review import Remark
from domain.submissions import State, Submission
from views import menus, questions, reports, review_queue, words
from views.actions import action
from views.screen import Button, Row, Screen

ACCEPTED: Final = "Отчёт принят"
RETURNED: Final = "Отчёт возвращён, куратору сообщили"
RECALLED: Final = "Возврат отменён, куратору сообщили"
REOPENED: Final = "Отчёт снова на проверке"
MOVED_ON: Final = "Отчёт уже другой, показываю, как сейчас"


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission with all a reviewer wants to see beside it: `last` are the answers of the period before, `base`
    those that were looked at before the newest correction, `asked` the school's wish to have it back."""

    filed: Submission
    form: Form
    last: Answers
    base: Answers | None
    remarks: Sequence[Remark]
    asked: str = ""


def submission(one: Opened, today: date, zone: tzinfo) -> Screen:
    """Answers with what they were last time, what looked odd, what was corrected; the steps open now."""
    filed, facts = one.filed, Facts(today, last=one.last)
    parts = [_head(filed, zone)]
    if one.asked:
        parts.append(Markup("<b>Школа просит вернуть</b>\n<i>{}</i>").format(one.asked))
    parts += _corrections(one, facts)
    differ = frozenset(key for key, value in filed.answers.items() if key in one.last and one.last[key] != value)
    parts.append(Markup("\n").join(questions.answer_lines(one.form, Draft(filed.answers), facts, differ)))
    if filed.reasons:
        parts.append(reports.explained(filed.reasons, parts))
    return Screen(
        Markup("\n\n").join(parts), (*_steps(filed), (review_queue.back(filed.form, filed.period), menus.HOME))
    )


def ask_recall(filed: Submission) -> Screen:
    text = Markup(
        "<b>Отменить возврат?</b>\n{}\n{}\n\nОтчёт вернётся на проверку, какой он есть. Куратор получит сообщение."
    ).format(filed.school, reports.title(filed.form, filed.period))
    no = Button("Назад", action("rv.open", filed.id))
    return Screen(text, ((Button("Отменить возврат", action("rv.undo", filed.id, filed.revision)), no),))


def stale(filed: Submission) -> Screen:
    """The report was corrected or decided while comments were being written."""
    text = Markup("<b>Отчёт уже другой</b>\n{}\n\nПока вы писали, его исправили или проверили. Посмотрите, как сейчас.")
    return Screen(text.format(filed.school), ((Button("Открыть отчёт", action("rv.open", filed.id)), menus.HOME),))


def _head(filed: Submission, zone: tzinfo) -> Markup:
    text = Markup("<b>{}</b>\n{}\n№ {}, <b>{}</b>\nПодан {}, {}").format(
        filed.school,
        reports.title(filed.form, filed.period),
        filed.number,
        reports.STATES[State(filed.state)],
        words.moment(filed.first_at, zone),
        "вовремя" if filed.on_time else "после срока",
    )
    if filed.revision > 1:
        text += Markup("\nИсправлен {}").format(words.moment(filed.changed_at, zone))
    return text


def _corrections(one: Opened, facts: Facts) -> list[Markup]:
    """What was sent back and what became of it, and what else was changed with it."""
    titles = {question.key: question for question in one.form.questions}
    changes = rules.changes(one.form, one.base, one.filed.answers) if one.base is not None else []
    moved = {change.question.key: line for change, line in zip(changes, reports.changed(changes, facts), strict=True)}
    parts = []
    if one.remarks:
        lines, room = [], reports.share(600, len(one.remarks))
        for remark in one.remarks:
            name = titles[remark.question].title if remark.question in titles else remark.question
            untouched = Markup("{}: {}").format(name, "ответ прежний" if remark.answered_at else "ждём исправления")
            line = moved.pop(remark.question, untouched)
            lines.append(Markup("{}\n<i>{}</i>").format(line, words.shorten(remark.remark, room)))
        parts.append(Markup("\n").join((Markup("<b>По замечаниям</b>"), *lines)))
    if moved:
        head = "Изменено ещё" if one.remarks else "Изменено при исправлении"
        parts.append(Markup("\n").join((Markup("<b>{}</b>").format(head), *moved.values())))
    return parts


def _steps(filed: Submission) -> tuple[Row, ...]:
    log = Button("История", action("rv.log", filed.id, 0))
    match State(filed.state):
        case State.SUBMITTED:
            back = action("f.n", f"return.{filed.form}", f"{filed.id}.{filed.revision}")
            accept = Button("Принять", action("rv.ok", filed.id, filed.revision))
            return ((accept, Button("Вернуть", back)), (log,))
        case State.RETURNED:
            return ((Button("Отменить возврат", action("rv.undo?", filed.id)),), (log,))
        case State.ACCEPTED:
            return ((Button("Открыть снова", action("f.n", "reopen", filed.id)),), (log,))
