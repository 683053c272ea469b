"""How the registries of the schools stand now, in a line for the card of their row."""

from markupsafe import Markup

from views import words


def agreements(valid: int, expired: int) -> Markup:
    return Markup("Соглашений: действует <b>{}</b>, истекло <b>{}</b>").format(valid, expired)


def confirmed(period: str, schools: int, of: int) -> Markup:
    """For the department."""
    return Markup("Перечень за {} подтвердили: <b>{} из {}</b>").format(words.period(period), schools, of)


def own_list(period: str, sure: bool) -> Markup:
    """For a school."""
    said = "подтверждён" if sure else "ещё не подтверждён"
    return Markup("Перечень за {}: <b>{}</b>").format(words.period(period), said)


def materials(total: int) -> Markup:
    return Markup("В библиотеке: <b>{}</b>").format(words.plural(total, "материал", "материала", "материалов"))


def publications(period: str, total: int) -> Markup:
    return Markup("Публикаций за {}: <b>{}</b>").format(words.period(period), total)


def faults(total: int) -> Markup:
    return Markup("Открытых сбоев: <b>{}</b>").format(total)
