"""The department's review: what waits, one submission, accepting many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Final

from markupsafe import Markup

from domain import review as rules
from domain.filling import Draft
from domain.form import Answers, Facts, Form
from domain.review import Heap, Remark, Waiting
from domain.submissions import State, Submission
from views import menus, paging, questions, reports, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

ACCEPTED: Final = "Отчёт принят"
RETURNED: Final = "Отчёт возвращён, куратору сообщили"
RECALLED: Final = "Возврат отменён, куратору сообщили"
REOPENED: Final = "Отчёт снова на проверке"
MOVED_ON: Final = "Отчёт уже другой, показываю, как сейчас"
LISTS: Final = {State.SUBMITTED: "Проверка", State.RETURNED: "Возвращены", State.ACCEPTED: "Приняты"}


@dataclass(frozen=True, slots=True)
class Period:
    """What stands above the queue: counts, wishes for an extension that wait, and whether the period is closed.
    `late` are schools that have not filed though their date has passed; None where no date is in force."""

    heap: Heap
    plain: int
    wishes: int
    late: int
    deadline_id: int | None
    closed: bool
    over: bool


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


def periods(heaps: Sequence[Heap]) -> Screen:
    """Where something was filed, the newest first."""
    if not heaps:
        return Screen(Markup("Проверять пока нечего: школы ещё ничего не подали."), ((menus.HOME,),))
    rows: list[Row] = [
        (Button(words.shorten(f"{_short(one)} · {one.waiting}", LABEL_LIMIT), _queue(one.form, one.period)),)
        for one in heaps[: paging.PER_PAGE]
    ]
    text = Markup("<b>Проверка отчётов</b>\nЧисло на кнопке: сколько ждут проверки.")
    return Screen(text, (*rows, (menus.HOME,)))


def queue(period: Period, waiting: Sequence[Waiting], state: State, page: int, zone: tzinfo) -> Screen:
    """Those of one state, eight a page."""
    form, key = period.heap.form, period.heap.period
    shown = paging.page_of(waiting, page)
    lines = [Markup("<b>{}</b>: {}").format(one.school, _about(one, zone)) for one in shown]
    if not lines:
        lines = [Markup("{}").format("Всё проверено." if state is State.SUBMITTED else "Таких отчётов нет.")]
    head = Markup("<b>{}</b>\n{}").format(reports.title(form, key), _counts(period))
    text = Markup("\n\n").join((head, Markup("<b>{}</b>").format(LISTS[state]), Markup("\n").join(lines)))
    labels = [Button(words.squeeze(one.school, LABEL_LIMIT), action("rv.open", one.id)) for one in shown]
    rows: list[Row] = questions.pairs_of(labels)
    if pager := paging.pager("rv.in", (form, key, state.value), page, len(waiting)):
        rows.append(pager)
        rows.append((Button("Найти школу", action("f.n", "review_find", f"{form}:{key}")),))
    if state is State.SUBMITTED and period.plain:
        rows.append((Button(f"Принять без вопросов: {period.plain}", action("rv.all?", form, key)),))
    return Screen(text, (*rows, *_doors(period, state), (menus.HOME,)))


def ask_all(form: str, period: str, count: int, corrected: int, newest: int) -> Screen:
    text = Markup("<b>Принять {}?</b>\n{}\n\nВ них нет пояснений и ничего спорного.{} Школы получат сообщение.").format(
        words.plural(count, "отчёт", "отчёта", "отчётов"),
        reports.title(form, period),
        f" Из них исправленных: {corrected}." if corrected else "",
    )
    text += Markup("\n\nЛюбой потом можно открыть снова.")
    rows = ((Button(f"Принять: {count}", action("rv.all", form, period, newest)), _back(form, period)),)
    return Screen(text, rows)


def accepted_all(count: int) -> str:
    return f"Принято: {words.plural(count, 'отчёт', 'отчёта', 'отчётов')}"


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
    return Screen(Markup("\n\n").join(parts), (*_steps(filed), (_back(filed.form, filed.period), menus.HOME)))


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


def option(one: Waiting) -> str:
    """A school among those to choose from."""
    return words.shorten(f"{one.number}. {one.school}", LABEL_LIMIT)


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


def _about(one: Waiting, zone: tzinfo) -> str:
    facts = [words.short_day(one.changed_at.astimezone(zone).date())]
    if one.doubts:
        facts.append(words.plural(one.doubts, "пояснение", "пояснения", "пояснений"))
    if one.sent_back:
        facts.append("исправлен по замечаниям")
    elif one.revision > 1:
        facts.append("исправлен")
    if not one.on_time:
        facts.append("после срока")
    return ", ".join(facts)


def _counts(period: Period) -> Markup:
    heap = period.heap
    lines = [
        Markup("На проверке: <b>{}</b> · возвращены: <b>{}</b> · приняты: <b>{}</b>").format(
            heap.waiting, heap.returned, heap.accepted
        )
    ]
    if period.late:
        lines.append(Markup("Не сдали к сроку: <b>{}</b>").format(period.late))
    if period.closed:
        lines.append(Markup("Период закрыт: новые отчёты не принимаются."))
    return Markup("\n").join(lines)


def _doors(period: Period, state: State) -> list[Row]:
    form, key = period.heap.form, period.heap.period
    counts = {State.SUBMITTED: period.heap.waiting, State.RETURNED: period.heap.returned}
    counts[State.ACCEPTED] = period.heap.accepted
    rows = questions.pairs_of(
        [
            Button(f"{LISTS[other]}: {count}", action("rv.in", form, key, other.value, 0))
            for other, count in counts.items()
            if other is not state and count
        ]
    )
    if period.wishes:
        rows.append((Button(f"Просят продление: {period.wishes}", action("rv.wishes", 0)),))
    if period.deadline_id is not None and (period.closed or period.over):
        label = "Период закрыт" if period.closed else "Закрыть период"
        rows.append((Button(label, action("rv.period", period.deadline_id)),))
    return rows


def _short(heap: Heap) -> str:
    return f"{reports.title(heap.form, heap.period)}".replace("квартал", "кв.").replace("полугодие", "полуг.")


def _queue(form: str, period: str) -> str:
    return action("rv.in", form, period, State.SUBMITTED.value, 0)


def _back(form: str, period: str) -> Button:
    return Button("К проверке", _queue(form, period))
