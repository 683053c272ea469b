"""The roadmap by sections and rows: what each row asks, by when, and where in the bot it is done."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from markupsafe import Markup

from domain import roadmap
from domain.deadlines import days_left
from domain.people import Role
from domain.roadmap import Row as RoadmapRow
from domain.submissions import Due
from views import menus, words
from views.actions import action
from views.roadmap import OWNERS, SPANS, moved
from views.screen import LABEL_LIMIT, Button, Row, Screen, bold, together

WISHES: Final = Button("Просьбы о продлении", action("rv.wishes", 0))
# Where a row is done, by the role that opens it; several buttons may stand under one row.
DESKS: Final[Mapping[tuple[str, Role], tuple[Button, ...]]] = {
    ("1.1", Role.DEPARTMENT): (Button("Приказ управления", action("ev.row", "1.1")),),
    ("1.2", Role.DEPARTMENT): (Button("Приказы школ", action("ev.now", "1.2")), WISHES),
    ("1.2", Role.COORDINATOR): (Button("Приказ школы", action("ev.row", "1.2")),),
    ("1.4", Role.DEPARTMENT): (Button("Карты школ", action("ev.now", "1.4")), WISHES),
    ("1.4", Role.COORDINATOR): (Button("Дорожная карта школы", action("ev.row", "1.4")),),
    ("1.5", Role.DEPARTMENT): (Button("Ждут согласования", action("ev.wait")),),
    ("1.5", Role.COORDINATOR): (Button("Дорожная карта школы", action("ev.row", "1.4")),),
    ("1.6", Role.DEPARTMENT): (Button("Приказы школ", action("ev.now", "1.6")), WISHES),
    ("1.6", Role.COORDINATOR): (Button("Приказ об утверждении", action("ev.row", "1.6")),),
    ("1.3", Role.DEPARTMENT): (
        Button("Школы", action("s.list", 0)),
        Button("Перечень письмом .docx", action("dc.letter")),
    ),
    **{(row, Role.DEPARTMENT): (Button("Партнёры школ", action("pt.now")),) for row in ("1.7", "2.1", "2.2")},
    **{(row, Role.COORDINATOR): (Button("Партнёры", action("pt.now")),) for row in ("1.7", "2.1", "2.2")},
    ("2.3", Role.DEPARTMENT): (Button("Материалы", action("lb.list", 0)),),
    ("2.3", Role.COORDINATOR): (Button("Материалы", action("lb.list", 0)),),
    ("2.4", Role.DEPARTMENT): (Button("Публикации школ", action("pb.list", 0)),),
    ("2.4", Role.COORDINATOR): (Button("Публикации", action("pb.list", 0)),),
    ("3.1", Role.DEPARTMENT): (Button("Сбои в «Навигаторе»", action("nv.now")),),
    ("3.1", Role.COORDINATOR): (Button("Сообщить о сбое", action("nv.now")),),
    ("2.6", Role.DEPARTMENT): (Button("Этапы всех школ", action("st.now")),),
    ("2.6", Role.COORDINATOR): (Button("Этапы школы", action("st.mine")),),
    ("1.8", Role.DEPARTMENT): (
        Button("Документ о мотивации", action("mt.open")),
        Button("Письма наставникам .docx", action("f.n", "thanks_all", "new")),
    ),
    ("1.8", Role.COORDINATOR): (
        Button("Документ о мотивации", action("mt.open")),
        Button("Письма наставникам .docx", action("f.n", "thanks", "new")),
    ),
    ("3.2", Role.DEPARTMENT): (Button("Мероприятия", action("sm.list", 0)),),
    ("3.2", Role.COORDINATOR): (Button("Мероприятия", action("sm.list", 0)),),
    ("3.3", Role.DEPARTMENT): (Button("Конкурс практик", action("ct.open")),),
    ("3.3", Role.COORDINATOR): (Button("Конкурс практик", action("ct.open")),),
    ("5.1", Role.DEPARTMENT): (
        Button("Контроль", action("bd.now")),
        Button("Контрольный материал .docx", action("dc.control")),
    ),
    ("5.1", Role.COORDINATOR): (Button("Моя школа за год", action("bd.mine")),),
    ("4.1", Role.DEPARTMENT): (
        Button("Отчёты за квартал", action("q.now")),
        Button("Материал за квартал .docx", action("dc.quarters", 0)),
        Button("Показатели", action("ix.now")),
        Button("Проверка отчётов", action("rv.form", "monitoring")),
        WISHES,
    ),
    ("4.1", Role.COORDINATOR): (
        Button("Отчёт за квартал", action("m.now")),
        Button("Поданные отчёты", action("m.list", 0)),
    ),
    ("4.2", Role.DEPARTMENT): (
        Button("Оценки за полугодие", action("ql.now")),
        Button("Справка за полугодие .docx", action("ql.notes", 0)),
        Button("Проверка оценок", action("rv.form", "quality")),
        WISHES,
    ),
    ("4.2", Role.COORDINATOR): (
        Button("Оценка полугодия", action("ql.now")),
        Button("Поданные отчёты", action("m.list", 0)),
    ),
}


def sections() -> Screen:
    """A button per section of the roadmap."""
    rows: list[Row] = [
        (Button(words.shorten(f"{number}. {title}", LABEL_LIMIT), action("ro.part", number)),)
        for number, title in roadmap.SECTIONS.items()
    ]
    return Screen(Markup("<b>Дорожная карта</b>\nВыберите раздел."), (*rows, (menus.HOME,)))


def section(number: int) -> Screen:
    """Its rows, each with its number."""
    rows: list[Row] = [
        (Button(words.shorten(f"{row.number} {row.title}", LABEL_LIMIT), action("ro.row", row.number)),)
        for row in roadmap.ROWS
        if row.section == number
    ]
    text = Markup("<b>{}. {}</b>").format(number, roadmap.SECTIONS[number])
    return Screen(text, (*rows, (Button("Все разделы", action("ro.list")), menus.HOME)))


def row(one: RoadmapRow, role: Role, dates: Sequence[Due], today: date, now: Markup | None = None) -> Screen:
    """One row: what it asks, whose it is, its dates in force, how it stands `now`, and the way to do it."""
    lines = [bold(f"{one.number} {one.title}"), Markup("{}").format(one.measure)]
    facts = [Markup("Кто: {}").format(OWNERS[one.owner]), Markup("Подтверждает: {}").format(one.evidence)]
    facts += [date_line(due, today) for due in dates]
    if isinstance(one.due, roadmap.Span):
        facts.append(Markup("Когда: {}").format(SPANS[one.due]))
    elif not dates:
        facts.append(Markup("Срок: год ещё не включён"))
    lines.append(together(facts, "\n"))
    lines += [now] if now else []
    desk = tuple((button,) for button in DESKS.get((one.number, role), ()))
    back = (Button("К разделу", action("ro.part", one.section)), menus.HOME)
    return Screen(together(lines), (*desk, back))


def date_line(due: Due, today: date) -> Markup:
    """A date that was over before its year was put in force presses nobody."""
    left = words.days_left(days_left(today, due.effective)) if due.since <= due.effective else "год включили позже"
    return Markup("Срок: <b>{}</b>, {}").format(moved(due.nominal, due.effective), left)
