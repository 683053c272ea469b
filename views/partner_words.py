"""Agreements with partners in words: the facts of a card, how a list stands, what is wrong with an answer."""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo
from typing import Final

from markupsafe import Markup

from domain import days
from domain.partners import IN_FORCE, Confirmation, Partner, Standing
from views import words

STANDINGS: Final[Mapping[Standing, str]] = {
    Standing.VALID: "действует",
    Standing.ENDING: "скоро истекает",
    Standing.EXPIRED: "истекло",
    Standing.ENDED: "завершено",
}


def facts(partner: Partner, today: date, *, school: bool = False) -> Markup:
    standing = partner.standing(today)
    lines = [Markup("<b>{}</b>").format(partner.name)]
    if school:
        lines.append(Markup("{}").format(partner.school))
    paper = f"{numbered(partner.agreement)} от {days.words(partner.agreed_on)}"
    lines += [Markup("Соглашение: {}").format(paper), Markup("Действует до: <b>{}</b>").format(until(partner, today))]
    lines.append(Markup("Состояние: <b>{}</b>").format(STANDINGS[standing]))
    lines.append(Markup("Даёт наставников: {}").format("да" if partner.gives_mentors else "нет"))
    if partner.ended_on:
        lines.append(Markup("Завершено: {}, {}").format(days.words(partner.ended_on), partner.end_reason or "–"))
    return Markup("\n").join(lines)


def numbered(agreement: str | None) -> str:
    """«№ 12/26», «без номера»."""
    if agreement is None:
        return "без номера"
    return agreement if agreement.startswith("№") else f"№ {agreement}"


def until(partner: Partner, today: date) -> str:
    """The last day, and how far it is once that matters."""
    if partner.valid_until is None:
        return "без срока"
    day = days.words(partner.valid_until)
    near = partner.standing(today) is Standing.ENDING
    return f"{day}, {words.days_left((partner.valid_until - today).days)}" if near else day


def totals(partners: Sequence[Partner], today: date) -> Markup:
    if not partners:
        return Markup("Пока ни одного соглашения.")
    counts = {standing: sum(one.standing(today) is standing for one in partners) for standing in Standing}
    valid = sum(counts[standing] for standing in IN_FORCE)
    lines = [f"Действует: {valid}"]
    labels = ((Standing.ENDING, "из них скоро истекает"), (Standing.EXPIRED, "истекло"), (Standing.ENDED, "завершено"))
    lines += [f"{label}: {counts[standing]}" for standing, label in labels if counts[standing]]
    return Markup(" · ").join(lines)


def stale(partner: Partner, today: date) -> str:
    """Somebody else was quicker."""
    return (
        f"Пока вы заполняли, карточку изменили: {partner.name}, {STANDINGS[partner.standing(today)]}, "
        f"действует до: {until(partner, today)}. Ваше не записано: выйдите и откройте карточку заново."
    )


def there_already(name: str) -> str:
    return f"Такое соглашение уже есть в перечне: {name}, с тем же номером и датой. Исправьте номер или дату."


def not_longer(partner: Partner) -> str:
    was = days.words(partner.valid_until) if partner.valid_until else "без срока"
    return f"Сейчас действует до: {was}. Чтобы продлить, нужен день позже. Например: {example(partner)}."


def example(partner: Partner) -> str:
    return f"{partner.valid_until:%d.%m}.{partner.valid_until.year + 1}" if partner.valid_until else "31.12.2030"


def ends_before(partner: Partner) -> str:
    return f"Соглашение подписано {days.words(partner.agreed_on)}: завершить его раньше нельзя."


def confirmed(one: Confirmation, zone: tzinfo) -> str:
    """«вт 24.11: 4 соглашения»."""
    count = words.plural(one.partners, "соглашение", "соглашения", "соглашений")
    return f"{words.short_day(one.at.astimezone(zone).date())}: {count}"
