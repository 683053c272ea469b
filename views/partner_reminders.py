"""What a school's coordinators are told about the ends of its agreements. It stays in the chat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from domain.partners import Partner
from views import words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

LISTED: Final = 8  # agreements in one message, each with its button; the others are counted


@dataclass(frozen=True, slots=True)
class Line:
    """An agreement, and the post in which its coordinator opens it."""

    partner: Partner
    post: int


def reminder(lines: Sequence[Line], today: date) -> Screen:
    """Days are said as dates: they are right whenever the message is read. The school stands beside each
    partner where there are several."""
    several = len({line.partner.school_id for line in lines}) > 1
    shown = lines[:LISTED]
    coming = [one for one in shown if _until(one) >= today]
    passed = [one for one in shown if _until(one) < today]
    parts = [_part("Скоро истекают соглашения", "до", coming, several)] if coming else []
    parts += [_part("Соглашения истекли", "было до", passed, several)] if passed else []
    if len(lines) > LISTED:
        parts.append(Markup("И ещё {}.").format(len(lines) - LISTED))
    parts.append(Markup("Продлите или завершите: хватит пары нажатий."))
    rows: list[Row] = [
        (Button(words.shorten(one.partner.name, LABEL_LIMIT), action("pt.from", one.post, one.partner.id)),)
        for one in shown
    ]
    if len(lines) > LISTED:
        rows.append((Button("Все партнёры", action("pt.from", lines[0].post, 0)),))
    return Screen(Markup("\n\n").join(parts), tuple(rows), stays=True)


def _part(head: str, word: str, lines: Sequence[Line], several: bool) -> Markup:
    body = [
        Markup("• {}{}: {} <b>{}</b>").format(
            one.partner.name, f" ({one.partner.school})" if several else "", word, words.day(_until(one))
        )
        for one in lines
    ]
    return Markup("\n").join([Markup("<b>{}</b>").format(head), *body])


def _until(line: Line) -> date:
    assert line.partner.valid_until  # only of such agreements is there anything to remind
    return line.partner.valid_until
