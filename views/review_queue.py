"""What waits for review: the periods, the queue of one, accepting many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from markupsafe import Markup

from domain import reporting
from domain.review import Heap, Waiting
from domain.submissions import State
from views import menus, paging, questions, reports, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

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
    board = (Button("К отчётам", action("q.page", key, 0)),) if form in reporting.FORMS else ()
    return Screen(text, (*rows, *_doors(period, state), (*board, menus.HOME)))


def ask_all(form: str, period: str, count: int, corrected: int, newest: int) -> Screen:
    text = Markup("<b>Принять {}?</b>\n{}\n\nВ них нет пояснений и ничего спорного.{} Школы получат сообщение.").format(
        words.plural(count, "отчёт", "отчёта", "отчётов"),
        reports.title(form, period),
        f" Из них исправленных: {corrected}." if corrected else "",
    )
    text += Markup("\n\nЛюбой потом можно открыть снова.")
    rows = ((Button(f"Принять: {count}", action("rv.all", form, period, newest)), back(form, period)),)
    return Screen(text, rows)


def accepted_all(count: int) -> str:
    return f"Принято: {words.plural(count, 'отчёт', 'отчёта', 'отчётов')}"


def option(one: Waiting) -> str:
    """A school among those to choose from."""
    return words.shorten(f"{one.number}. {one.school}", LABEL_LIMIT)


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


def back(form: str, period: str) -> Button:
    return Button("К проверке", _queue(form, period))
