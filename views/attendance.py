"""Who of a group came: a tick each, all of them at first."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from domain import days
from domain.meetings import Meeting
from domain.registry import Mentee
from views import paging, questions
from views.actions import action
from views.screen import Button, Row, Screen


def ticks(meeting: Meeting, members: Sequence[Mentee], came: Mapping[int, bool], page: int) -> Screen:
    """A tap takes one's tick off or puts it on again; the button says which, so that a second tap changes nothing."""
    there = sum(came.get(one.id, True) for one in members)
    buttons = [
        Button(
            ("✓ " if came.get(one.id, True) else "– ") + one.code,
            action("v.came", meeting.id, one.id, int(not came.get(one.id, True)), page),
        )
        for one in paging.page_of(members, page)
    ]
    rows: list[Row] = questions.pairs_of(buttons)
    if pager := paging.pager("v.who", (meeting.id,), page, len(members)):
        rows.append(pager)
    text = Markup("<b>Кто был?</b>\n{}\nБыли: <b>{} из {}</b>. Снимите отметку с того, кого не было.").format(
        days.words(meeting.held_on), there, len(members)
    )
    return Screen(text, (*rows, (Button("Готово", action("v.done", meeting.id)),)))
