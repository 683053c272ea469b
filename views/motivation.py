"""Row 1.8 on the screen: the motivation document of a year."""

from datetime import date, tzinfo
from typing import Final

from markupsafe import Markup

from domain.broadcasts import MOTIVATION, Broadcast, Count
from domain.submissions import Due
from views import menus, words
from views.actions import action
from views.broadcasts import document_facts
from views.rows import date_line
from views.screen import Button, Screen

TO_ROW: Final = (Button("К строке 1.8", action("ro.row", MOTIVATION)), menus.HOME)


def title(period: str) -> str:
    return f"Мотивация, {words.period(period)}"


def no_year() -> Screen:
    return Screen(Markup("<b>Мотивация наставников</b>\nСначала включите год в меню «Сроки»."), (TO_ROW,))


def nothing(due: Due, today: date) -> Screen:
    """The department has not published it yet."""
    text = Markup(
        "<b>{}</b>\n{}\n\nДокумент ещё не опубликован. Нужны название, номер, дата и файл: его получит каждый куратор."
    ).format(title(due.period), date_line(due, today))
    return Screen(text, ((Button("Опубликовать", action("f.n", "motivation", due.period)),), TO_ROW))


def published(one: Broadcast, count: Count, zone: tzinfo) -> Screen:
    """For the department: done, and by how many it was read."""
    assert one.period
    assert one.sent_at
    text = Markup("<b>{}</b>\n{}\n{}\n\nОпубликован: <b>{}</b>\nПрочитали: <b>{} из {}</b>").format(
        title(one.period),
        one.title,
        document_facts(one),
        words.moment(one.sent_at, zone),
        count.read,
        count.people,
    )
    rows = (
        (Button("Кто прочитал", action("bc.open", one.id)),),
        (Button("Показать документ", action("bc.show", one.id)),),
        (Button("Опубликовать новый", action("f.n", "motivation", one.period)),),
    )
    return Screen(text, (*rows, TO_ROW))


def not_yet() -> Screen:
    """For a coordinator."""
    return Screen(
        Markup("<b>Мотивация наставников</b>\nДокумента пока нет. Когда управление опубликует его, он придёт сюда."),
        (TO_ROW,),
    )


def below(read: bool) -> Screen:
    """Under the document: what is left to do."""
    said = "Вы отметили, что прочитали." if read else "Прочитаете – нажмите под документом «Прочитано»."
    return Screen(Markup("<b>Документ в силе</b>\n{}").format(said), (TO_ROW,))
