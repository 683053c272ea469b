"""What a mentor is told when a moment of a pair's plan has come."""

from markupsafe import Markup

from domain import days
from domain.goals import Moment
from domain.registry import Pair
from views import words
from views.actions import action
from views.goals import NAMES
from views.screen import Button, Screen


def call(pair: Pair, moment: Moment, lacking: int, post: int) -> Screen:
    """For the mentor in this post: a moment has come."""
    codes = ", ".join(pair.mentees)
    goals = words.plural(lacking, "цель ждёт оценки", "цели ждут оценки", "целей ждут оценки")
    if moment is Moment.MIDDLE:
        head = Markup("<b>{}</b>: прошла половина срока.").format(codes)
    elif pair.closed_on:
        head = Markup("<b>{}</b>: работа завершена.").format(codes)
    else:
        head = Markup("<b>{}</b>: срок подходит к концу, до {}.").format(codes, days.words(pair.ends_on))
    text = head + Markup("\n{}: <b>{}</b>. Это по одному нажатию на цель.").format(goals, NAMES[moment])
    return Screen(text, ((Button("Оценить", action("gl.told", post, pair.id)),),), stays=True)
