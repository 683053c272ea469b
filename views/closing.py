"""What is said when a pair or group is over: to its coordinator, and to its mentor."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.pairs import State
from domain.registry import Mentee, Pair
from views import menus, pairs, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen

MOST_GROWN = 4  # of a group: the others are carried over from their cards


def closed(pair: Pair, grown: Sequence[Mentee], worked: bool) -> Screen:
    """The receipt; `grown` may become mentors themselves. Of a pair that never worked nothing is asked."""
    rows: list[Row] = [(Button("Анкеты «после»", action("qs.pair", pair.id)),)] if worked else []
    if pair.state is State.STOPPED:
        rows.append((Button("Подобрать другого", action("ma.again", pair.id)),))
    else:
        rows += [
            (Button(words.shorten(f"{one.code}: в наставники", LABEL_LIMIT), action("ma.carry", one.id)),)
            for one in grown[:MOST_GROWN]
        ]
    text = Markup("<b>Записано</b>\n\n{}").format(pairs.facts(pair))
    if worked:
        text += Markup("\n\nОсталось собрать анкеты «после».")
    return Screen(text, (*rows, (Button("Открыть", action("p.open", pair.id)), menus.HOME)), closes=True)


def thanks(pair: Pair, met: int, post: int | None) -> Screen:
    """For the mentor: thanks first, and the letter as one tap. Why it ended early is not theirs to be told by a bot."""
    what = "пройдена" if pair.state is State.COMPLETED else "закончена"
    done = "Программа" if pair.state is State.COMPLETED else "Работа"
    lines = [Markup("<b>Спасибо за вашу работу!</b>\n{} с {} {}.").format(done, ", ".join(pair.mentees), what)]
    if met:
        lines.append(Markup("Вместе вы провели {}.").format(words.plural(met, "встречу", "встречи", "встреч")))
    lines.append(Markup("Осталась короткая анкета: что изменилось за это время."))
    rows: tuple[Row, ...] = ((Button("Заполнить анкету", action("qs.mine")),),)
    if post is not None:
        rows += ((Button("Письмо с благодарностью", action("ma.letter", post)),),)
    return Screen(Markup("\n").join(lines), rows, stays=True)


def reopened(pair: Pair) -> Screen:
    """For the mentor, who was thanked too early."""
    what = "Пара" if len(pair.mentees) == 1 else "Группа"
    text = Markup("<b>{} снова в работе</b>\n{}\nЦель: {}\nЗавершение отменено, встречи можно отмечать дальше.")
    return Screen(
        text.format(what, ", ".join(pair.mentees), pair.goal), ((Button("Мои пары", action("v.pairs")),),), stays=True
    )
