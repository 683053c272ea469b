"""The history of something a school keeps: who did what to it and when, the newest step first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from typing import Final

from markupsafe import Markup, escape

from domain.history import Event
from views import paging, words
from views.actions import action
from views.screen import Button, Row, Screen, bold, together

PER_PAGE: Final = 5

Show = Callable[[str, str | int | None], str]


def button(verb: str, subject: int) -> Button:
    return Button("История", action(verb, subject, 0))


def screen(
    title: str,
    events: Sequence[Event],
    page: int,
    zone: tzinfo,
    *,
    steps: Mapping[str, str],
    fields: Mapping[str, str],
    show: Show,
    turn: tuple[str, int],
    back: Button,
) -> Screen:
    """`steps` are words for what was done, `fields` those for what was changed, and `show` words a value;
    `turn` is the verb that turns pages and its subject."""
    lines = [_event(one, zone, steps, fields, show) for one in paging.page_of(events, page, PER_PAGE)]
    verb, subject = turn
    pager: tuple[Row, ...] = (paging.pager(verb, (subject,), page, len(events), PER_PAGE),)
    head = Markup("<b>История</b>\n{}").format(title)
    return Screen(together((head, *lines)), (*filter(None, pager), (back,)))


def _event(one: Event, zone: tzinfo, steps: Mapping[str, str], fields: Mapping[str, str], show: Show) -> Markup:
    lines = [bold(steps.get(one.what, one.what)), Markup("{} · {}").format(words.moment(one.at, zone), one.who)]
    for key, label in fields.items():
        if key not in one.after and key not in one.before:
            continue
        after = show(key, one.after.get(key))
        if key in one.before:
            lines.append(Markup("{}: {} → <b>{}</b>").format(label, show(key, one.before[key]), after))
        else:
            lines.append(together((escape(label), bold(after)), ": "))
    return together(lines, "\n")
