"""«Как идут дела?»: the month's question to a mentor, the thanks, and the help that is offered."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from babel.dates import format_date
from markupsafe import Markup

from domain.checkins import Answer, CheckIn, Wish
from domain.registry import Pair
from views import menus, paging, pairs, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

SAID: Final = {Answer.GOOD: "хорошо", Answer.HARD: "трудно", Answer.APART: "не встречаемся"}
ASKED_FOR: Final = {Wish.TALK: "просит связаться", Wish.PAUSE: "просит паузу", Wish.END: "просит завершить"}
THING: Final = {Wish.TALK: "слово", Wish.PAUSE: "паузу", Wish.END: "завершение"}
FEW: Final = 3  # pairs whose three answers each fit one message
TITLE: Final = "Как идут дела?"
WRITTEN: Final = "Записано"
WITH_COORDINATOR: Final = "Куратору передано"
ALREADY: Final = "Куратор уже знает"
TAKEN_BACK: Final = "Просьба отозвана"


def month(day: str) -> str:
    """«ноябрь» of "2026-11"."""
    return str(format_date(date.fromisoformat(f"{day}-01"), "LLLL", locale="ru"))


def question(asked: Sequence[CheckIn], page: int = 0, *, stays: bool = False) -> Screen:
    """Of all pairs of one mentor; one tap answers. With `stays` it came unasked."""
    head = Markup("<b>{}</b>\nВопрос раз в месяц: {}.").format(TITLE, month(asked[0].month))
    if len(asked) == 1:
        one = asked[0]
        said = Markup("\nВаш ответ: <b>{}</b>").format(SAID[one.answer]) if one.answer else Markup("")
        text = Markup("{}\n\n<b>{}</b>{}").format(head, ", ".join(one.mentees), said)
        return Screen(text, (*_answers(one, ""), *_home(stays)), stays=stays)
    shown = paging.page_of(asked, page)
    lines = [
        Markup("<b>{}</b>{}").format(", ".join(one.mentees), f": {SAID[one.answer]}" if one.answer else "")
        for one in shown
    ]
    rows: list[Row] = []
    if any(one.answer is None for one in asked):
        rows.append((Button("Со всеми хорошо", action("ck.all", asked[0].month)),))
    for one in shown:
        rows += _answers(one, f"{_code(one)}: ") if len(asked) <= FEW else _short(one)
    if pager := paging.pager("ck.mine", (), page, len(asked)):
        rows.append(pager)
    return Screen(together([head, together(lines, "\n")]), (*rows, *_home(stays)), stays=stays)


def one_pair(one: CheckIn) -> Screen:
    """Of several, this one alone."""
    back = Button("Все пары", action("ck.mine", 0))
    said = Markup("\nВаш ответ: <b>{}</b>").format(SAID[one.answer]) if one.answer else Markup("")
    text = Markup("<b>{}</b>\n{}, {}{}").format(TITLE, ", ".join(one.mentees), month(one.month), said)
    return Screen(text, (*_answers(one, ""), (back, menus.HOME)))


def thanks(one: CheckIn | None, left: int) -> Screen:
    """Short, and how to change it. `one` is None where all pairs were answered at once."""
    what = Markup("<b>{}</b>: {}").format(", ".join(one.mentees), SAID[Answer.GOOD]) if one else Markup("У всех хорошо")
    more = f"\nОсталось ответить: {left}" if left else ""
    text = Markup("<b>Спасибо!</b>\n{}.{}").format(what, more)
    label = "Остальные пары" if left else "Изменить ответ"
    return Screen(text, ((Button(label, action("ck.mine", 0)), menus.HOME),))


def help_offered(one: CheckIn, waiting: Sequence[tuple[int, Wish]], left: int) -> Screen:
    """What can be done about it. `waiting` are the mentor's wishes for this pair that the coordinator has."""
    lines = [
        Markup("<b>Спасибо, что сказали</b>\n<b>{}</b>: {}.").format(
            ", ".join(one.mentees), SAID[one.answer or Answer.HARD]
        )
    ]
    lines += [Markup("Куратор знает: вы {}.").format(_own(what)) for _, what in waiting]
    lines.append(Markup("Чем помочь?"))
    asked = {what: wish for wish, what in waiting}
    talk = Button("Написать куратору", action("ck.write", one.pair_id))
    rows: list[Row] = [(Button("Материалы", action("lb.list", 0)), talk)]
    labels = {Wish.PAUSE: "Попросить паузу", Wish.END: "Попросить завершить"}
    rows += [(Button(label, action("ck.wish", one.id, what)),) for what, label in labels.items() if what not in asked]
    rows += [(Button(f"Отозвать: {THING[what]}", action("ck.unwish", wish)),) for what, wish in asked.items()]
    back = Button(f"Остальные пары: {left}" if left else "Изменить ответ", action("ck.mine", 0))
    return Screen(together(lines), (*rows, (back, menus.HOME)))


def over(one: CheckIn) -> Screen:
    text = Markup("Вопрос за {} уже закрыт. Если хочется сказать, как дела сейчас, нажмите кнопку.").format(
        month(one.month)
    )
    return Screen(text, ((Button(TITLE, action("ck.mine", 0)), menus.HOME),))


def resting(pair: Pair) -> Screen:
    text = Markup("<b>{}</b>\nПара сейчас не работает: {}. О ней лучше позвонить куратору.")
    return Screen(text.format(", ".join(pair.mentees), pairs.STATES[pair.state]), ((menus.HOME,),))


def passed_on(pair: Pair, staffed: bool) -> Screen:
    """A mentor's words have gone to the coordinator."""
    text = Markup("<b>Передано куратору</b>\n{}").format(", ".join(pair.mentees))
    if not staffed:
        text += "\nКуратора у школы сейчас нет: слова сохранены, их увидит новый куратор."
    return Screen(text, ((Button("Мои пары", action("v.pairs")), menus.HOME),), closes=True)


def wished(pair: Pair, what: Wish, said: str | None, post: int) -> Screen:
    """For the coordinator, at once: somebody asks for help."""
    lines = [Markup("<b>Наставник {}</b>\n{} · {}").format(ASKED_FOR[what], ", ".join(pair.mentees), pair.mentor)]
    if said:
        lines.append(Markup("<blockquote>{}</blockquote>").format(said))
    lines.append(Markup("Решаете вы."))
    return Screen(together(lines), ((Button("Открыть", action("at.from", post, pair.id)),),), stays=True)


def answered(pair: Pair, what: Wish, paused: bool) -> Screen:
    """For the mentor: what became of it."""
    if paused:
        word = "Куратор поставил пару на паузу. Вопросов и напоминаний о ней пока не будет."
    elif what is Wish.TALK:
        word = "Куратор прочитал ваши слова."
    else:
        word = "Куратор прочитал просьбу и пока оставляет пару в работе. О причинах можно спросить в ответ."
    text = Markup("<b>{}</b>\n{}").format(", ".join(pair.mentees), word)
    return Screen(text, ((Button("Написать куратору", action("ck.write", pair.id)),),), stays=True)


def _own(what: Wish) -> str:
    return {Wish.TALK: "просите связаться", Wish.PAUSE: "просите паузу", Wish.END: "просите завершить"}[what]


def _answers(one: CheckIn, head: str) -> list[Row]:
    good, hard, apart = (
        Button(head + (SAID[said] if head else SAID[said].capitalize()), action("ck.say", one.id, said))
        for said in Answer
    )
    return [(good, hard), (apart,)]


def _short(one: CheckIn) -> list[Row]:
    code = _code(one)
    if one.answer:
        return [(Button(f"{code}: изменить", action("ck.pair", one.id)),)]
    good = Button(f"{code}: хорошо", action("ck.say", one.id, Answer.GOOD))
    return [(good, Button("иначе", action("ck.pair", one.id)))]


def _code(one: CheckIn) -> str:
    """A group by its first code and how many more; as long as the longest answer leaves room for."""
    more = f" +{len(one.mentees) - 1}" if len(one.mentees) > 1 else ""
    return words.squeeze(one.mentees[0] + more, LABEL_LIMIT - len(f": {SAID[Answer.APART]}")) if one.mentees else "–"


def _home(stays: bool) -> tuple[Row, ...]:
    return () if stays else ((menus.HOME,),)
