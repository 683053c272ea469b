"""A coordinator's week in one message: pairs that need help, questionnaires that are late."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from domain.risks import Troubled
from views import risk_words, sheet_reminders, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together
from views.sheet_reminders import Late

NAMED: Final = 5  # pairs of one school that are named


@dataclass(frozen=True, slots=True)
class Week:
    """One school's; `post` is the coordinator's there, `working` how many pairs it has at work."""

    school: str
    post: int
    working: int
    pairs: Sequence[Troubled]
    late: Sequence[Late]


def message(weeks: Sequence[Week]) -> Screen:
    """The way into each school's lists; a school is named where the coordinator has several."""
    several = len({one.post for one in weeks}) > 1
    text = _at_risk([one for one in weeks if one.pairs], several)
    if late := [sheet for one in weeks for sheet in one.late]:
        text.append(sheet_reminders.to_see_to(late))
    return Screen(together(text), tuple(_buttons(one, several) for one in weeks), stays=True)


def _at_risk(weeks: Sequence[Week], several: bool) -> list[Markup]:
    if not weeks:
        return []
    many = sum(len(one.pairs) for one in weeks)
    text = [Markup("<b>Кому нужна помощь: {}</b>").format(words.plural(many, "пара", "пары", "пар"))]
    for one in weeks:
        if several:
            text.append(Markup("{}: {} из {}").format(one.school, len(one.pairs), one.working))
        text += map(risk_words.paragraph, one.pairs[:NAMED])
        if len(one.pairs) > NAMED:
            text.append(Markup("И ещё {}.").format(len(one.pairs) - NAMED))
    return text


def _buttons(one: Week, several: bool) -> Row:
    ways = (
        (one.pairs, "Пары", action("at.from", one.post, 0)),
        (one.late, "Анкеты", action("qs.from", one.post)),
    )
    return tuple(
        Button(words.squeeze(f"{what}: {one.school}", LABEL_LIMIT) if several else f"Открыть {what.lower()}", leads)
        for there, what, leads in ways
        if there
    )
