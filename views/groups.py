"""What the bot says in a group: only when it is asked to."""

from markupsafe import Markup

from views.screen import Screen


def hint() -> Screen:
    return Screen(Markup("Чтобы сюда приходили сводки по наставничеству, напишите /bind"), stays=True)


def bound(new: bool) -> Screen:
    if not new:
        return Screen(Markup("Эта группа уже подключена. Отключить: /unbind"), stays=True)
    text = Markup("<b>Группа подключена.</b> Сводки по отчётам школ будут приходить сюда. Отключить: /unbind")
    return Screen(text, stays=True)


def unbound(was_bound: bool) -> Screen:
    text = "Сводки сюда больше не придут. Вернуть: /bind" if was_bound else "Эта группа и так не подключена."
    return Screen(Markup("{}").format(text), stays=True)


def refused(anonymous: bool = False) -> Screen:
    """An anonymous administrator may well be of the department: they learn what to change."""
    text = "Подключить или отключить группу может сотрудник управления образования."
    if anonymous:
        text += " Отправьте команду от своего имени, не анонимно."
    return Screen(Markup("{}").format(text), stays=True)
