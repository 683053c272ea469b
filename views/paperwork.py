"""Documents on the screen: what can be had, and what comes with each file."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from domain.people import Role
from domain.submissions import Submission
from views import menus, paging, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, File, Row, Screen

DOCUMENTS: Final = Button("Документы", action("dc.menu"))
DEPARTMENT: Final[tuple[Row, ...]] = (
    (Button("Материал за квартал .docx", action("dc.quarters", 0)),),
    (Button("Справка за полугодие .docx", action("ql.notes", 0)),),
    (Button("Контрольный материал .docx", action("dc.control")),),
    (Button("Перечень школ письмом .docx", action("dc.letter")),),
    (Button("Письма наставникам .docx", action("f.n", "thanks_all", "new")),),
    (Button("Базы всех школ .xlsx", action("dc.bases")),),
    (Button("Показатели", action("ix.now")), Button("Календарь .ics", action("dc.calendar"))),
    (Button("Журнал действий", action("au.list", 0)),),
)
COORDINATOR: Final[tuple[Row, ...]] = (
    (Button("Базы школы .xlsx", action("dc.bases")),),
    (Button("Ключ кодов .xlsx", action("dc.key")),),
    (Button("Квитанции отчётов .docx", action("m.list", 0)),),
    (Button("Письма наставникам .docx", action("f.n", "thanks", "new")),),
    (Button("Календарь сроков .ics", action("dc.calendar")),),
)
MENUS: Final = {Role.DEPARTMENT: DEPARTMENT, Role.COORDINATOR: COORDINATOR}


def menu(role: Role) -> Screen:
    text = Markup("<b>Документы</b>\nСобираются из того, что уже есть в боте, на эту минуту.")
    return Screen(text, (*MENUS[role], (menus.HOME,)))


def quarters(known: Sequence[str], page: int) -> Screen:
    """`known` in time's order: the newest is offered first."""
    return _choice("Материал за квартал", "Строка 4.1. За какой квартал?", "dc.quarter", known, page)


def halves(known: Sequence[str], page: int) -> Screen:
    """The same of half-years."""
    return _choice("Справка за полугодие", "Строка 4.2. За какое полугодие?", "ql.note", known, page)


def note(period: str) -> Screen:
    text = Markup("<b>Аналитическая справка</b>\n{}\nПолнота, рост, кто доволен, сильные и слабые стороны, школы.")
    return _sent(text.format(words.period(period)), "quality_note", period=period)


def material(period: str) -> Screen:
    text = Markup("<b>Аналитический материал</b>\n{}\nПолнота, итоги, показатели, школы, трудности, опоздания.")
    return _sent(text.format(words.period(period)), "material", period=period)


def control(year: int) -> Screen:
    text = Markup("<b>Контрольный материал</b>\n{} год, строка 5.1. Что сдано, когда, кто и сколько дней должен.")
    return _sent(text.format(year), "control_material", year=year)


def letter() -> Screen:
    return _sent(
        Markup("<b>Перечень школ</b>\nПисьмо, строка 1.3. Номер, дату и подпись поставьте сами."), "school_letter"
    )


def receipt(filed: Submission, school_id: int | None) -> Screen:
    text = Markup("<b>Квитанция</b>\n{}\n№ {}").format(words.period(filed.period), filed.number)
    return _sent(text, "paper_receipt", submission=filed.id, school=school_id)


def bases(school_id: int | None) -> Screen:
    what = "Базы школы" if school_id else "Базы всех школ"
    text = Markup("<b>{}</b>\nНаставляемые и наставники, каждая на своём листе. Дети под кодами.").format(what)
    return _sent(text, "base_table", school=school_id)


def key(school_id: int) -> Screen:
    text = Markup("<b>Ключ кодов</b>\nИмена впишите в школе, без интернета. <b>Обратно боту таблицу не присылайте.</b>")
    return _sent(text, "key_sheet", school=school_id)


def calendar(person_id: int, school_id: int | None) -> Screen:
    whose = "Что должна школа" if school_id else "Все даты года"
    text = Markup(
        "<b>Календарь сроков</b>\n{} и события, на которые вы записались. Откройте файл на телефоне: "
        "он напомнит за неделю и за день. После переноса сроков возьмите новый."
    ).format(whose)
    return _sent(text, "calendar", person=person_id, school=school_id)


def letters(many: int, mentors: str, school_id: int | None, from_whom: str) -> Screen:
    """`mentors` are their ids with commas; empty for all within the scope."""
    text = Markup("<b>Благодарственные письма</b>\n{}. Даты и подписи поставьте сами.").format(
        words.plural(many, "письмо", "письма", "писем")
    )
    args: dict[str, str | int | None] = {"mentors": mentors, "school": school_id, "from": from_whom}
    return Screen(text, file=File("document", "thank_you", args), stays=True)


def _choice(title: str, asks: str, verb: str, known: Sequence[str], page: int) -> Screen:
    """A button for each period; the pages turn by the verb's plural."""
    if not known:
        text = Markup("<b>{}</b>\nСроков пока нет. Включите год дорожной карты.").format(title)
        return Screen(text, ((Button("Сроки", action("y.list")),), (DOCUMENTS, menus.HOME)))
    newest = known[::-1]
    rows: list[Row] = [
        (Button(words.shorten(words.period(one), LABEL_LIMIT), action(verb, one)),)
        for one in paging.page_of(newest, page)
    ]
    if pager := paging.pager(f"{verb}s", (), page, len(newest)):
        rows.append(pager)
    return Screen(Markup("<b>{}</b>\n{}").format(title, asks), (*rows, (DOCUMENTS, menus.HOME)))


def _sent(text: Markup, renderer: str, **args: str | int | None) -> Screen:
    return Screen(text, file=File("document", renderer, args), stays=True)
