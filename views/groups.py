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
    return Screen(Markup("{}").format("Сводки сюда больше не придут." if was_bound else "Эта группа не подключена."), stays=True)


def refused() -> Screen:
    return Screen(Markup("Подключить группу может сотрудник управления образования."), stays=True)
