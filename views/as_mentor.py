"""Asked of whoever acts in another post: is this a meeting of theirs as a mentor?"""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from domain import days
from domain.people import Post
from domain.told import Told
from views import meetings, menus, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Screen

UNSAID: Final = "-"  # no minutes were told


def ask(posts: Sequence[Post], told: Told) -> Screen:
    text = Markup("<b>Записать встречу?</b>\n{}{}").format(days.words(told.day), meetings.length(told.minutes))
    minutes = UNSAID if told.minutes is None else told.minutes
    rows = tuple(
        (
            Button(
                words.shorten(f"Да, наставник · {post.school}", LABEL_LIMIT),
                action("v.as", post.id, told.day.isoformat(), minutes),
            ),
        )
        for post in posts
    )
    return Screen(text, (*rows, (menus.HOME,)))
