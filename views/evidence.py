"""Rows that are done with evidence (1.1–1.6): what was filed, what it waits for, who has done it and who has not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final

from markupsafe import Markup

from domain import days
from domain.evidence import DONE, Evidence, Group, Standing, State, Step, by_attention
from domain.extending import Wish
from domain.papers import Paper
from domain.roadmap import Proof
from domain.roadmap import Row as RoadmapRow
from domain.submissions import Due
from views import extensions, menus, paging, words
from views.actions import action
from views.roadmap import moved
from views.rows import date_line
from views.screen import LABEL_LIMIT, Button, Row, Screen, bold

NOT_IN_FORCE: Final = "Год ещё не включён: срока пока нет."
GATE: Final = "Пока рано: сначала управление согласует дорожную карту школы (строка 1.5)."
OVER: Final = "Срок закрыт: новое здесь уже не принимают."
AGREED_MEANWHILE: Final = (
    "Карту уже согласовали. Если её всё же нужно изменить, выйдите и откройте строку 1.4 заново: понадобится причина."
)
MARKS: Final = {
    Group.OVERDUE: "просрочено",
    Group.RETURNED: "возвращено",
    Group.MISSING: "нет",
    Group.WAITING: "ждёт",
    Group.LATE: "✓ поздно",
    Group.DONE: "✓",
    Group.NOT_EXPECTED: "не ждём",
}
NAMES: Final = {
    "number": "Номер",
    "dated": "Дата",
    "file_id": "Файл",
    "link": "Ссылка",
    "comment": "Комментарий",
    "remark": "Замечания",
    "reason": "Причина",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A row of one school or of the department. `closed` says why it cannot be filed now; `begin` is the action of
    its form, empty for whoever only looks. `asking`: whose date it is can ask for a later one; `wish` is the last."""

    row: RoadmapRow
    due: Due
    filed: Evidence | None
    paper: Paper | None
    school: str = ""
    closed: str = ""
    begin: str = ""
    asking: bool = False
    wish: Wish | None = None


def title(row: RoadmapRow, year: int) -> str:
    return f"{row.number} {row.title} · {year}"


def card(one: Card, today: date, zone: tzinfo, extra: Sequence[Row] = (), back: Button | None = None) -> Screen:
    lines = [Markup("<b>{}</b>").format(title(one.row, one.due.year))]
    if one.school:
        lines.append(Markup("{}").format(one.school))
    lines.append(Markup("\n").join(_facts(one, zone)) if one.filed else Markup("{}").format(one.row.measure))
    if one.filed is None and not one.begin:
        lines.append(Markup("<b>Ещё не подано.</b>"))
    if one.filed is None or one.filed.state is State.RETURNED:
        lines.append(date_line(one.due, today))
    if one.closed:
        lines.append(bold(one.closed))
    asked, ask = extensions.ask(one.due, one.wish) if one.asking else (None, ())
    if asked:
        lines.append(asked)
    rows: list[Row] = []
    if one.begin and not one.closed:
        rows.append((Button("Изменить" if one.filed else "Заполнить", one.begin),))
    rows += [*ask, *extra]
    rows += _opening(one)
    tail = back or Button("К строке", action("ro.row", one.row.number))
    return Screen(Markup("\n\n").join(lines), (*rows, (tail, menus.HOME)))


def _facts(one: Card, zone: tzinfo) -> list[Markup]:
    filed = one.filed
    assert filed
    lines = []
    if filed.number and filed.dated:
        lines.append(Markup("Приказ: <b>№ {} от {}</b>").format(filed.number.lstrip("№ "), days.words(filed.dated)))
    if one.paper:
        name = "не принят, пришлите другой" if one.paper.state == "refused" else one.paper.name
        lines.append(Markup("Файл: <b>{}</b>").format(name))
    for label, value in (("Ссылка", filed.link), ("Комментарий", filed.comment), ("Причина изменения", filed.reason)):
        if value:
            lines.append(Markup("{}: {}").format(label, value))
    when = "вовремя" if filed.on_time else "после срока"
    lines.append(Markup("Подано: {}, {}").format(words.moment(filed.first_at, zone), when))
    if filed.changed_at != filed.first_at and filed.state is State.FILED:
        lines.append(Markup("Изменено: {}").format(words.moment(filed.changed_at, zone)))
    lines.append(_state(one.row, filed, zone))
    return lines


def _state(row: RoadmapRow, filed: Evidence, zone: tzinfo) -> Markup:
    match filed.state:
        case State.RETURNED:
            return Markup("<b>Нужно исправить:</b> {}").format(filed.remark or "согласование снято")
        case State.AGREED:
            return Markup("<b>Согласовано управлением</b>, {}").format(words.moment(filed.changed_at, zone))
        case State.FILED:
            return Markup("<b>Ждёт согласования</b>") if row.proof is Proof.PLAN else Markup("<b>Выполнено</b>")


def _opening(one: Card) -> list[Row]:
    """Buttons for what was filed."""
    if one.filed is None:
        return []
    row: list[Button] = []
    if one.paper and one.paper.state != "refused":
        row.append(Button("Открыть файл", action("ev.file", one.filed.id)))
    row.append(Button("История", action("ev.log", one.filed.id)))
    return [tuple(row)]


def receipt(row: RoadmapRow, filed: Evidence, year: int, zone: tzinfo) -> Screen:
    """It stays in the chat and can be opened again."""
    when = "вовремя" if filed.on_time else "после срока"
    after = (
        "Управление посмотрит карту и ответит, бот сразу напишет."
        if row.proof is Proof.PLAN
        else "Управление уже видит."
    )
    if filed.school_id is None:
        after = "Строка отмечена выполненной."
    text = Markup("<b>{}</b>\n{}\n\nВремя: {}\nПервая подача: {}\n\n{}").format(
        "Принято" if filed.revision == 1 else "Изменение принято",
        title(row, year),
        words.moment(filed.changed_at, zone),
        when,
        after,
    )
    return Screen(text, ((Button("Открыть", action("ev.row", row.number)), menus.HOME),), closes=True)


def history(row: RoadmapRow, filed: Evidence, steps: Sequence[Step], zone: tzinfo, back: Button) -> Screen:
    """Who changed what and when, newest first; the newest few fit one message."""
    lines = [Markup("<b>История</b> · {}").format(title(row, int(filed.period[:4])))]
    for step in steps[:8]:
        lines.append(
            Markup("<b>{}</b>\n{}\n{}").format(
                words.moment(step.at, zone), step.by, Markup("\n").join(_changes(step)) or "без изменений"
            )
        )
    if len(steps) > 8:
        lines.append(Markup("И ещё раньше: {}.").format(words.plural(len(steps) - 8, "запись", "записи", "записей")))
    return Screen(Markup("\n\n").join(lines), ((back, menus.HOME),))


def _changes(step: Step) -> list[Markup]:
    before = step.before or {}
    lines = []
    if step.after["state"] != before.get("state"):
        state = {"filed": "подано", "agreed": "согласовано", "returned": "возвращено"}[str(step.after["state"])]
        lines.append(Markup("Состояние: <b>{}</b>").format(state))
    for key, label in NAMES.items():
        was, now = before.get(key), step.after.get(key)
        if was == now or (now is None and key in ("remark", "reason")):
            continue
        if key == "file_id":
            lines.append(Markup("Файл: {}").format("убран" if now is None else "новый" if was else "приложен"))
        elif was is None:
            lines.append(Markup("{}: {}").format(label, _shown(key, now)))
        else:
            lines.append(Markup("{}: {} → {}").format(label, _shown(key, was), _shown(key, now)))
    return lines


def _shown(key: str, value: str | int | None) -> str:
    if value is None:
        return "–"
    return days.words(date.fromisoformat(str(value))) if key == "dated" else words.shorten(str(value), 120)


def listing(row: RoadmapRow, year: int, due: Due, standings: Sequence[Standing], page: int, note: str = "") -> Screen:
    """Each school with its mark, those that need a call first. `note` says what was searched for."""
    shown = by_attention(standings)
    rows: list[Row] = []
    for one in paging.page_of(shown, page):
        tail = f" · {MARKS[one.group]}"
        label = words.squeeze(f"{one.number}. {one.school}", LABEL_LIMIT - len(tail)) + tail
        rows.append((Button(label, action("ev.school", row.number, year, one.school_id)),))
    if not note and (pager := paging.pager("ev.list", (row.number, year), page, len(shown))):
        rows.append(pager)
    head = Markup("<b>{}</b>\nСрок: {}\n\n{}").format(
        title(row, year), moved(due.nominal, due.effective), note or totals(standings)
    )
    find = Button("Найти школу", action("f.n", "find_row", f"{row.number}-{year}"))
    everyone = Button("Все школы", action("ev.list", row.number, year, 0))
    rows.append((find, everyone) if note else (find,))
    return Screen(head, (*rows, (Button("К строке", action("ro.row", row.number)), menus.HOME)))


def totals(standings: Sequence[Standing]) -> Markup:
    counts = {group: sum(one.group is group for one in standings) for group in Group}
    asked = len(standings) - counts[Group.NOT_EXPECTED]
    done = sum(counts[group] for group in DONE)
    lines = [Markup("Сдали: <b>{} из {}</b>").format(done, asked)]
    for group, label in (
        (Group.WAITING, "ждут согласования"),
        (Group.LATE, "сдали после срока"),
        (Group.RETURNED, "возвращено на исправление"),
        (Group.MISSING, "ещё не сдали"),
        (Group.OVERDUE, "просрочили"),
    ):
        if counts[group]:
            lines.append(Markup("{}: {}").format(label, counts[group]))
    return Markup("\n").join(lines)


def found(asked: str, many: int) -> str:
    """Above the schools that a search has found."""
    count = words.plural(many, "школа", "школы", "школ") if many else "ничего не нашлось"
    more = ", показаны первые" if many > paging.PER_PAGE else ""
    return f"«{words.shorten(asked, 40)}»: {count}{more}"


def not_in_force(row: RoadmapRow) -> Screen:
    """No year with this row is in force."""
    text = Markup("<b>{} {}</b>\n{}").format(row.number, row.title, NOT_IN_FORCE)
    return Screen(text, ((Button("К строке", action("ro.row", row.number)), menus.HOME),))


def find_title(row: RoadmapRow) -> str:
    return f"Найти школу · {row.number} {row.title}"


def back_to_own(row: RoadmapRow) -> Button:
    return Button("Назад", action("ev.row", row.number))


def back_to(filed: Evidence) -> Button:
    """The card of the school that it is of."""
    return Button("Назад", action("ev.school", filed.row, filed.period[:4], filed.school_id or 0))


def back_to_list(row: RoadmapRow, year: int) -> Button:
    return Button("Все школы", action("ev.list", row.number, year, 0))


def extending(own: Due, school_id: int) -> Row:
    """For the department: a later date for this school, or the one it has."""
    if own.extended:
        return (Button("Продление срока", action("rv.own", own.id, school_id)),)
    return (Button("Продлить срок", action("f.n", "extension", f"{own.id}.{school_id}")),)


def moment_of(now: datetime) -> int:
    """An instant small enough for a button, in milliseconds."""
    return int(now.timestamp() * 1000)
