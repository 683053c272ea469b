"""One's own name, as the bot has it."""

from markupsafe import Markup

from views import menus
from views.screen import Screen


def renamed(name: str) -> Screen:
    return Screen(Markup("Записал: <b>{}</b>.").format(name), closes=True, rows=((menus.HOME,),))
