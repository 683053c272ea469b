"""Mentors on the coordinator's screen."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.matching import Profile
from domain.registry import Mentor
from views import history, menus, paging, profiles, searching, words
from views.actions import action
from views.screen import Button, Row, Screen

ALL = Button("Все наставники", action("t.list", 0))
NEW = Button("Новый наставник", action("f.n", "mentor", "new"))


def listing(shown: Sequence[Mentor], page: int, total: int) -> Screen:
    """A button each; those in the bot are marked."""
    rows = _buttons(shown)
    if pager := paging.pager("t.list", (), page, total):
        rows.append(pager)
    rows += searching.row(total, "mentors")
    text = words.plural(total, "наставник", "наставника", "наставников") if total else "Пока никого."
    return Screen(Markup("<b>Наставники</b>\n{}").format(text), (*rows, (NEW,), (menus.HOME,)))


def found(there: Sequence[Mentor], sought: str, page: int) -> Screen:
    """Those that were looked for."""
    rows = _buttons(paging.page_of(there, page))
    return searching.found("mentors", "Наставники", sought, rows, page, len(there), ALL)


def card(mentor: Mentor, profile: Profile, busy: int, *, inside: bool) -> Screen:
    """Who they are and what they can give; `busy` are the mentees they lead now; `inside`: they use the bot."""
    form = "mentor_change" if mentor.kind == "adult" else "mentor_grade"
    rows: list[Row] = [
        (profiles.edit(mentor.id), Button("Изменить", action("f.n", form, mentor.id))),
        (history.button("t.past", mentor.id),),
        (ALL, menus.HOME),
    ]
    if mentor.person_id is None:
        rows.insert(2, (Button("Удалить данные", action("f.n", "erasementor", mentor.id)),))
    if inside:
        rows.insert(1, (Button("Вход и телефон", action("t.invite", mentor.id)),))
    else:
        rows.insert(0, (_invite(mentor),))
    leads = Markup("Ведёт сейчас: <b>{}</b>").format(busy)
    return Screen(Markup("\n").join([_facts(mentor, inside), leads, *profiles.lines(profile)]), tuple(rows))


def ask_move(mentor: Mentor) -> Screen:
    """They are in the bot: a second account is given the post only instead of the first."""
    text = Markup(
        "<b>{}</b> уже в боте.\n\nТелефон тот же: пусть напишет боту /start.\n"
        "Новый номер или аккаунт: дайте новую ссылку. Когда её откроют, на прежнем аккаунте доступ закроется.\n"
        "Телефон потерян или наставник ушёл: закройте вход."
    ).format(mentor.label)
    rows = (
        (Button("Ссылка на новый телефон", action("t.move", mentor.id)),),
        (Button("Закрыть вход", action("t.shut?", mentor.id)),),
        (_back(mentor), menus.HOME),
    )
    return Screen(text, rows)


def ask_shut(mentor: Mentor) -> Screen:
    text = Markup(
        "<b>Закрыть вход?</b>\nНаставник: <b>{}</b>\n\n"
        "Пары, встречи и анкеты останутся. Наставник получит сообщение, пригласить снова можно в любой день."
    ).format(mentor.label)
    return Screen(text, ((Button("Закрыть вход", action("t.shut", mentor.id)), _back(mentor)),))


def _back(mentor: Mentor) -> Button:
    return Button("К наставнику", action("t.open", mentor.id))


def registered(mentor: Mentor, pair_waits: int | None, *, inside: bool) -> Screen:
    """The receipt: the code, and the next step."""
    rows: list[Row] = [] if pair_waits is None else [(back_to_pair(pair_waits),)]
    text = Markup("<b>Наставник записан</b>\n\n") + _facts(mentor, inside)
    rows += [] if inside else [(_invite(mentor),)]
    return Screen(text, (*rows, (profiles.edit(mentor.id), menus.HOME)), closes=True)


def back_to_pair(draft: int) -> Button:
    """The form of a pair that waits for whoever was registered just now."""
    return Button("Вернуться к паре", action("f.o", draft))


def qr_caption(mentor: Mentor) -> Markup:
    return Markup("Тот же вход по камере: <b>{}</b>").format(mentor.label)


def _buttons(shown: Sequence[Mentor]) -> list[Row]:
    return [(Button(words.shorten(one.label, 28), action("t.open", one.id)),) for one in shown]


def _invite(mentor: Mentor) -> Button:
    return Button("Пригласить в бот", action("t.invite", mentor.id))


def _facts(mentor: Mentor, inside: bool) -> Markup:
    lines = [Markup("<b>{}</b>").format(mentor.label), Markup("Код: <b>{}</b>").format(mentor.code)]
    if mentor.place:
        lines.append(Markup("{}: {}").format("Место работы" if mentor.kind == "adult" else "Класс", mentor.place))
    lines.append(Markup("Согласие: {}").format(mentor.consent or "не записано"))
    lines.append(Markup("В боте: {}").format("да" if inside else "нет"))
    return Markup("\n").join(lines)
