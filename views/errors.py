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


def not_found() -> Screen:
    """The same words for what is not there and for what is somebody else's."""
    return Screen(
        Markup("<b>Этого здесь уже нет.</b>\nВозможно, кнопка старая. Нажмите /start, чтобы открыть меню."), stays=True
    )
