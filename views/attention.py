"""Pairs that need their coordinator: the list, the card of one with the next steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from domain import days
from domain.checkins import Answer, Wish
from domain.pairs import State, Step
from domain.registry import Pair
from domain.risks import Reason, Risk, Troubled
from views import checkins, menus, paging, pairs, risk_words, seeking, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

TITLE: Final = "Кому нужна помощь"
PUT_OFF: Final = "Отложено на неделю"
AGAIN: Final = "Снова в списке"
KEPT: Final = "Отмечено, наставнику сказано"
KEEP: Final[Mapping[Wish, str]] = {
    Wish.TALK: "Поговорили, отметить",
    Wish.PAUSE: "Пока без паузы",
    Wish.END: "Пока не завершать",
}
GONE: Final = "Наставник больше не пользуется ботом: слова не отправлены. Позвоните ему."
STEPS: Final = {"wrote": "написали наставнику", "later": "отложили", "again": "вернули в список"}


@dataclass(frozen=True, slots=True)
class Known:
    """What the card of a pair says beside its risks. `contact`: whether the mentor can be written to in the bot;
    `asked` are the last months with their answers, `steps` what was done, both newest first."""

    contact: bool
    wishes: Sequence[tuple[int, Wish, str | None]] = ()
    asked: Sequence[tuple[str, Answer | None]] = ()
    steps: Sequence[tuple[date, str, str]] = ()


def listing(pairs_at_risk: Sequence[Troubled], put_off: int, working: int, page: int) -> Screen:
    """The most urgent first, a button each."""
    shown = paging.page_of(pairs_at_risk, page)
    if not pairs_at_risk:
        calm = "Сейчас все пары работают спокойно." if working else "Пар, которые работают, пока нет."
        head = Markup("<b>{}</b>\n{}").format(TITLE, calm)
    else:
        head = Markup("<b>{}: {} из {}</b>").format(TITLE, len(pairs_at_risk), working)
    rows: list[Row] = [(_open(one),) for one in shown]
    if pager := paging.pager("at.list", (), page, len(pairs_at_risk)):
        rows.append(pager)
    rows += seeking.row(len(pairs_at_risk), "attention")
    if put_off:
        rows.append((Button(f"Отложенные: {put_off}", action("at.put", 0)),))
    return Screen(together([head, *map(risk_words.paragraph, shown)]), (*rows, (pairs_button(), menus.HOME)))


def put_off(off: Sequence[Troubled], page: int) -> Screen:
    """Those that were put off, each with the day on which it is back."""
    shown = paging.page_of(off, page)
    head = Markup("<b>Отложенные пары: {}</b>").format(len(off))
    lines = [
        risk_words.paragraph(one) + Markup("\nвернётся {}").format(days.words(one.until) if one.until else "")
        for one in shown
    ]
    rows: list[Row] = [(_open(one),) for one in shown]
    if pager := paging.pager("at.put", (), page, len(off)):
        rows.append(pager)
    return Screen(together([head, *lines]), (*rows, (Button(TITLE, action("at.list", 0)), menus.HOME)))


def card(pair: Pair, risks: Sequence[Risk], until: date | None, known: Known) -> Screen:
    """Why, and what can be done about it now."""
    text = [Markup("<b>{}</b>\nНаставник: <b>{}</b>").format(", ".join(pair.mentees), pair.mentor)]
    why = [Markup("• {}").format(risk_words.reason(one)) for one in risks if one.reason is not Reason.WISH]
    why = [Markup("• {}").format(_wish(what, said)) for _, what, said in known.wishes] + why
    calm = "Сейчас тревожиться не о чем." if pair.state is State.ACTIVE else f"Состояние: {pairs.STATES[pair.state]}."
    text.append(together(why, "\n") if why else Markup("{}").format(calm))
    if known.asked:
        said = ", ".join(f"{checkins.month(m)}: {checkins.SAID[a] if a else 'нет ответа'}" for m, a in known.asked)
        text.append(Markup("Как дела: {}").format(said))
    if not known.contact:
        text.append(Markup("Наставник не пользуется ботом: позвоните ему или пригласите."))
    if until:
        text.append(Markup("Отложено до {}.").format(days.words(until)))
    if known.steps:
        lines = [Markup("{} {} ({})").format(days.words(day), what, who) for day, what, who in known.steps]
        text.append(together([Markup("<b>Что делали</b>"), *lines], "\n"))
    return Screen(together(text), tuple(_steps(pair, risks, until, known)))


def no_contact(pair: Pair) -> Screen:
    """There is no chat to write to: what can be done instead."""
    text = Markup(
        "<b>{}</b>\nНаставник {} не пользуется ботом, написать ему отсюда нельзя.\n"
        "Позвоните, а встречу можно записать за него."
    ).format(", ".join(pair.mentees), pair.mentor)
    log = Button("Записать встречу", action("v.for", pair.id))
    invite = Button("Пригласить в бот", action("t.invite", pair.mentor_id))
    return Screen(text, ((log, invite), (Button("К паре", action("at.pair", pair.id)), menus.HOME)))


def sent(pair: Pair, waits: bool) -> Screen:
    """The receipt of words to a mentor."""
    when = "Придёт утром: сейчас тихие часы." if waits else "Он ответит вам через бота."
    text = Markup("<b>Отправлено наставнику</b>\n{} · {}\n{}").format(", ".join(pair.mentees), pair.mentor, when)
    back = Button("К паре", action("at.pair", pair.id))
    return Screen(text, ((back, Button(TITLE, action("at.list", 0))), (menus.HOME,)), closes=True)


def letter(pair: Pair, who: str, said: str) -> Screen:
    """For the mentor."""
    text = Markup("<b>Пишет куратор</b>\n{}, о паре {}\n<blockquote>{}</blockquote>").format(
        who, ", ".join(pair.mentees), said
    )
    return Screen(text, ((Button("Ответить", action("ck.write", pair.id)),),), stays=True)


def step(what: str, until: date | None) -> str:
    """What a coordinator did."""
    return STEPS[what] + (f" до {days.words(until)}" if until else "")


def pairs_button() -> Button:
    return Button("Все пары", action("p.list", 0))


def _steps(pair: Pair, risks: Sequence[Risk], until: date | None, known: Known) -> list[Row]:
    write = Button("Написать наставнику", action("f.n", "to_mentor", pair.id))
    rows: list[Row] = [(write,)]
    if pair.state is State.ACTIVE:
        log = Button("Записать встречу", action("v.for", pair.id))
        if known.contact:
            rows.append((log,))
        else:
            rows = [(log, Button("Пригласить в бот", action("t.invite", pair.mentor_id)))]
        rows += [
            (
                Button("Пауза", action("p.step", pair.id, Step.PAUSE.value)),
                Button("Завершить", action("f.n", "closing", pair.id)),
            ),
            (Button("Другой наставник", action("ma.again", pair.id)),),
        ]
    if any(one.reason is Reason.SHEET for one in risks):
        rows.append((Button("Анкеты пары", action("qs.pair", pair.id)),))
    rows += [(Button(KEEP[what], action("at.keep", wish)),) for wish, what, _ in known.wishes]
    if until:
        rows.append((Button("Вернуть в список", action("at.again", pair.id)),))
    elif risks:
        rows.append((Button("Отложить на неделю", action("at.later", pair.id)),))
    return [*rows, (Button("Карточка пары", action("p.open", pair.id)), Button("К списку", action("at.list", 0)))]


def _wish(what: Wish, said: str | None) -> str:
    return f"наставник {checkins.ASKED_FOR[what]}" + (f": «{said}»" if said else "")


def _open(one: Troubled) -> Button:
    return Button(words.shorten(pairs.name(one.pair), LABEL_LIMIT), action("at.pair", one.pair.id))
