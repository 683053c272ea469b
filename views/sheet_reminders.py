"""What is said of questionnaires whose day has come. It stays in the chat; days are said as dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from domain.questionnaires import Moment
from views import sheets, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

LISTED: Final = 8


@dataclass(frozen=True, slots=True)
class Late:
    """A sheet: `who` is a code, the codes of a mentor's pair or a mentor; `post` is the one it is opened in."""

    post: int
    school: str
    moment: Moment
    who: str
    due_on: date


def programme(year: int) -> str:
    return f"программа {year}"


def to_mentor(lines: Sequence[Late], today: date) -> Screen:
    late = any(one.due_on < today for one in lines)
    head = Markup("<b>{}</b>").format("Анкеты ждут вашего ответа" if late else "Сегодня последний день анкеты")
    if not late and len(lines) > 1:
        head = Markup("<b>Сегодня последний день анкет</b>")
    body = [head, *_listed(lines), Markup("\nХватит двух минут: одни нажатия.")]
    return Screen(Markup("\n").join(body), _open(lines), stays=True)


def to_see_to(lines: Sequence[Late]) -> Markup:
    """What a coordinator reads of all that is late."""
    head = Markup("<b>Анкеты опаздывают: {}</b>").format(len(lines))
    how = Markup("\nСделайте ссылку или QR, либо внесите с бумаги одним сообщением.")
    return Markup("\n").join([head, *_listed(lines), how])


def _listed(lines: Sequence[Late]) -> list[Markup]:
    shown = [
        Markup("• {} · {}: до <b>{}</b>").format(sheets.ENDS[one.moment], one.who, words.short_day(one.due_on))
        for one in lines[:LISTED]
    ]
    return [*shown, Markup("И ещё {}.").format(len(lines) - LISTED)] if len(lines) > LISTED else shown


def _open(lines: Sequence[Late]) -> tuple[Row, ...]:
    """A button for each of the person's posts, by its school where there are several."""
    posts = {one.post: one.school for one in lines}
    if len(posts) == 1:
        return tuple((Button("Открыть анкеты", action("qs.from", post)),) for post in posts)
    return tuple(
        (Button(words.squeeze(school, LABEL_LIMIT), action("qs.from", post)),) for post, school in posts.items()
    )
