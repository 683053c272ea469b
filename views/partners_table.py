"""The list of partners as a table (row 2.2): one school's, or that of all schools with the quarter's word on it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from markupsafe import Markup

from domain.partners import AHEAD, Confirmation, Partner
from domain.registry import School
from views import words
from views.partner_words import STANDINGS
from views.screen import File, Screen
from views.spreadsheets import Column, Sheet, workbook

COLUMNS = (
    Column("№ школы"),
    Column("Школа"),
    Column("Партнёр"),
    Column("Соглашение"),
    Column("Подписано"),
    Column("Действует до"),
    Column("Состояние"),
    Column("Даёт наставников"),
    Column("Завершено"),
    Column("Причина"),
)
CONFIRMATIONS = (Column("№ школы"), Column("Школа"), Column("Подтверждён"), Column("Соглашений"), Column("Кто"))


def sent(school_id: int | None) -> Screen:
    """The message that carries it; the scope it was asked with goes along."""
    file = File("document", "partners_table", {"school": school_id})
    return Screen(Markup("<b>Перечень партнёров</b>"), file=file, stays=True)


def table(
    partners: Sequence[Partner],
    schools: Sequence[School],
    confirmations: Mapping[int, Confirmation],
    period: str,
    now: datetime,
    zone: tzinfo,
) -> bytes:
    """Agreements as they stand today, those ended too; `schools` are listed with or without their word."""
    today = now.astimezone(zone).date()
    rows = [
        (
            one.school_number,
            one.school,
            one.name,
            one.agreement or "без номера",
            one.agreed_on,
            one.valid_until or "без срока",
            STANDINGS[one.standing(today)],
            one.gives_mentors,
            one.ended_on,
            one.end_reason,
        )
        for one in partners
    ]
    sure = []
    for school in schools:
        word = confirmations.get(school.id)
        sure.append(
            (school.number, school.name, *((word.at, word.partners, word.who) if word else ("нет", None, None)))
        )
    note = (
        f"Составлено {words.moment(now, zone)}.",
        "Действует: соглашение не завершено, и его последний день не прошёл; без срока действует до завершения.",
        f"Скоро истекает: до последнего дня осталось не больше {words.plural(AHEAD.days, 'дня', 'дней', 'дней')}.",
        "Истекло: последний день прошёл, но соглашение не продлено и не завершено.",
        f"Подтверждён: день и время, когда куратор подтвердил перечень за {words.period(period)}, "
        "и сколько соглашений тогда действовало.",
    )
    sheets = (Sheet("Партнёры", COLUMNS, rows), Sheet("Перечни подтверждены", CONFIRMATIONS, sure))
    return workbook(sheets, note, zone)
