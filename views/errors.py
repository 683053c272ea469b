"""What a person sees when a step cannot be carried out."""

from typing import Final

from markupsafe import Markup

from views.screen import Screen

TOAST: Final = "Не получилось. Попробуйте ещё раз."


def apology() -> Screen:
    """The step had no effect; everything before it is safe."""
    return Screen(
        Markup(
            "<b>Не получилось.</b> Это наша ошибка, она записана.\n"
            "Последнее действие не сохранилось, остальное на месте. Попробуйте ещё раз или нажмите /start."
        ),
        stays=True,
    )


def too_fast() -> Screen:
    """Said once to whoever is quicker than any reader; what they did is done all the same."""
    return Screen(
        Markup("<b>Слишком быстро.</b> Всё, что вы прислали, записано, но ответы не успевают. Подождите минуту."),
        stays=True,
    )


def apology_to_group() -> Screen:
    """The command had no effect; whoever gave it may give it again."""
    return Screen(
        Markup("<b>Не получилось.</b> Это наша ошибка, она записана.\nЧерез минуту повторите команду."), stays=True
    )
