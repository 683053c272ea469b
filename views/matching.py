"""Mentors who fit, in order, each with the reason in words. The coordinator decides: a tap opens the form of a pair."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from domain import mentoring
from domain.matching import Fit, Match, Request
from domain.registry import Mentee, Pair
from views import menus, paging, profiles, seeking, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

PER_PAGE: Final = 5  # each takes three or four lines of a phone
BY_HAND: Final = Button("Выбрать самому", action("f.n", "pair", "new"))


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a mentor is looked for: one mentee, or all of a pair that is over. `form` begins a pair's form with the
    mentor whose id is put behind it; `turn` turns the pages; `sought` is the list that is looked through."""

    title: str
    back: Button
    form: str
    turn: tuple[str, int]
    sought: str
    wish: Button | None = None


def of_mentee(mentee: Mentee) -> Whom:
    return Whom(
        " · ".join(filter(None, (mentee.code, mentee.grade))),
        Button("К наставляемому", action("e.open", mentee.id)),
        f"fit.{mentee.id}",
        ("ma.page", mentee.id),
        "fit",
        Button("Изменить запрос" if mentee.wants else "Отметить запрос", action("f.n", "wants", mentee.id)),
    )


def of_pair(pair: Pair) -> Whom:
    return Whom(
        ", ".join(pair.mentees),
        Button("К прежней паре", action("p.open", pair.id)),
        f"again.{pair.id}",
        ("ma.next", pair.id),
        "again",
    )


def offered(whom: Whom, request: Request, found: Sequence[Match], page: int, full: int, head: str = "") -> Screen:
    """One page of them; `full` have no room."""
    lines = [Markup("<b>Кто подойдёт: {}</b>\n{}").format(words.shorten(whom.title, 60), _asked(request))]
    if head:
        lines.insert(0, escape(head))
    shown = paging.page_of(found, page, PER_PAGE)
    before = found.index(shown[0]) if shown else 0
    for place, match in enumerate(shown, start=before + 1):
        lines.append(Markup("{}. <b>{}</b>\n{}").format(place, match.candidate.label, reason(match, request)))
    lines.append(_tail(found, full, len(request.mentees)))
    rows: list[Row] = [(_choose(whom, match),) for match in shown]
    if pager := paging.pager(whom.turn[0], (whom.turn[1],), page, len(found), PER_PAGE):
        rows.append(pager)
    rows += seeking.row(len(found), whom.sought, whom.turn[1])
    rows.append((whom.wish, BY_HAND) if whom.wish else (BY_HAND,))
    return Screen(together(lines), (*rows, (whom.back, menus.HOME)))


def reason(match: Match, request: Request) -> str:
    """«совпадает: профориентация, программирование · возраст подходит · свободно 2 из 3 · 4 ч в месяц»."""
    one = match.candidate
    parts = []
    if match.shared:
        parts.append(f"совпадает: {profiles.competences(match.shared).lower()}")
    elif request.wants and one.profile.competences:
        parts.append(f"силён в другом: {profiles.competences(one.profile.competences).lower()}")
    elif not one.profile.competences:
        parts.append("профиль не заполнен")
    elif not request.wants:
        parts.append(f"силён в: {profiles.competences(one.profile.competences).lower()}")
    if match.form is Fit.FITS:
        parts.append("форма подходит")
    elif match.form is Fit.AGAINST:
        parts.append("форма другая")
    if match.age is Fit.FITS:
        parts.append("возраст подходит")
    elif match.age is Fit.AGAINST:
        parts.append(f"предпочитает {profiles.ages(one.profile.ages)}")
    parts.append(f"свободно {one.free} из {one.places}")
    if one.profile.places is None:
        parts[-1] += " (мест не указано)"
    if one.profile.hours is not None:
        parts.append(profiles.hours(one.profile.hours))
    return " · ".join(parts)


def rematch_title(pair: Pair) -> str:
    return f"Смена наставника: {', '.join(pair.mentees)}"


ENDED: Final = "Прежняя пара закончена и осталась в базе. Если прерваться, к подбору ведёт её карточка."
WISH_KEPT: Final = "Запрос записан."


def _choose(whom: Whom, match: Match) -> Button:
    label = words.shorten(match.candidate.label, LABEL_LIMIT)
    return Button(label, action("f.n", "pair", f"{whom.form}.{match.candidate.id}"))


def _asked(request: Request) -> Markup:
    if not request.wants and not request.form:
        return Markup("Запрос не отмечен: порядок по возрасту, местам и нагрузке.")
    wants = profiles.competences(request.wants).lower()
    form = mentoring.LABELS.get(request.form or "", "")
    return Markup("Запрос: {}").format("; ".join(filter(None, (wants, form))))


def _tail(found: Sequence[Match], full: int, many: int) -> Markup:
    lines = []
    if not found:
        need = f"{words.plural(many, 'место', 'места', 'мест')} сразу" if many > 1 else "свободное место"
        lines.append(f"Сейчас ни у кого нет того, что нужно: {need}.")
    if full:
        who = words.plural(full, "наставник занят", "наставника заняты", "наставников заняты")
        lines.append(f"Ещё {who}: мест нет. Число мест меняется в профиле наставника.")
    if found:
        lines.append("Решаете вы: кнопка откроет форму пары, где наставник и код уже вписаны.")
    return Markup("<i>{}</i>").format("\n".join(lines))
