"""Merging two schools: the choice, the question, and what each side is told."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from domain.registry import School
from views import menus, paging, school_life, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

MERGED: Final = "Школы объединены"
GOES: Final = (
    ("mentors", "наставник", "наставника", "наставников"),
    ("mentees", "код", "кода", "кодов"),
    ("pairs", "пара", "пары", "пар"),
    ("partners", "партнёр", "партнёра", "партнёров"),
    ("publications", "публикация", "публикации", "публикаций"),
    ("materials", "материал", "материала", "материалов"),
)


def choose(source: School, others: Sequence[School], page: int) -> Screen:
    rows: list[Row] = [
        (Button(words.shorten(f"{one.number}. {one.name}", LABEL_LIMIT), action("sl.merge?", source.id, one.id)),)
        for one in (paging.page_of(others, page) if others else ())
    ]
    if pager := paging.pager("sl.join", (source.id,), page, len(others)):
        rows.append(pager)
    text = Markup("<b>Присоединить школу</b>\n{}\n\n{}").format(
        source.name, "К какой?" if others else "Других школ в списке нет."
    )
    return Screen(text, (*rows, (school_life.back(source), menus.HOME)))


def ask(source: School, target: School, contents: Mapping[str, int]) -> Screen:
    goes = [words.plural(contents[key], *forms) for key, *forms in GOES if contents[key]]
    lines = [
        Markup("<b>Объединить школы?</b>\n{}\nстанет частью школы\n<b>{}</b>").format(source.name, target.name),
        Markup("Перейдут: {}. Коды не изменятся.").format(words.join(goes) if goes else "ничего, школа пуста"),
        Markup("Поданные отчёты останутся под прежним названием. Долги отменятся."),
        Markup("Кураторам предложат работать в новой школе. <b>Отменить объединение нельзя.</b>"),
    ]
    if contents["drafts"]:
        many = words.plural(contents["drafts"], "черновик", "черновика", "черновиков")
        lines.insert(3, Markup("Незаконченное не перейдёт: {}.").format(many))
    back = Button("Назад", action("sl.join", source.id, 0))
    return Screen(together(lines), ((Button("Объединить", action("sl.merge", source.id, target.id)), back),))


def offered(source: School, target: School, secret: str) -> Screen:
    """For a coordinator of the school that is gone; the button is an invitation like any other."""
    text = Markup(
        "<b>Школы объединены</b>\n{} теперь часть школы <b>{}</b>. Пары, наставники и коды перешли туда.\n\n"
        "Хотите быть куратором новой школы? Ответить можно в течение 7 дней."
    ).format(source.name, target.name)
    rows = ((Button("Да, буду куратором", action("join", secret)), Button("Нет", action("join.no"))),)
    return Screen(text, rows, stays=True)


def absorbed(source: School, target: School) -> Screen:
    """For the coordinators of the school that goes on."""
    text = Markup(
        "<b>Школы объединены</b>\nК вашей школе <b>{}</b> присоединена {}. "
        "Её пары, наставники и коды уже в ваших списках."
    )
    return Screen(text.format(target.name, source.name), stays=True)


def moved(source: School, target: School) -> Screen:
    """For a mentor: nothing to do."""
    text = Markup("<b>Школы объединены</b>\n{} теперь часть школы <b>{}</b>. Ваши пары остались вашими.")
    return Screen(text.format(source.name, target.name), stays=True)
