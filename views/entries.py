"""Applications to the contest: the list, one of them, and the scores a member of the jury gives it."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from domain.contests import HIGHEST, Contest, Entry, total
from views import menus, paging, seeking, words
from views.actions import action
from views.contest_results import TO_CONTEST
from views.screen import LABEL_LIMIT, Button, Row, Screen

CLOSED: Final = "Приём заявок закончился {}. Заявка осталась такой, какой была."
WITHDRAWN: Final = "Заявка отозвана"
NOT_NOW: Final = "Оценивать сейчас нельзя"
PER_ROW: Final = 4


def listing(contest: Contest, entries: Sequence[Entry], page: int) -> Screen:
    """For the department."""
    rows: list[Row] = [
        (Button(words.shorten(f"{one.number}. {one.title}", LABEL_LIMIT), action("ct.entry", one.id)),)
        for one in paging.page_of(entries, page)
    ]
    if pager := paging.pager("ct.entries", (contest.id,), page, len(entries)):
        rows.append(pager)
    rows += seeking.row(len(entries), "entries", contest.id)
    text = Markup("<b>Заявки: {}</b>\n{}\nПеред названием – номер школы.").format(len(entries), contest.title)
    return Screen(text, (*rows, (TO_CONTEST, menus.HOME)))


def card(entry: Entry, files: Sequence[str], *, may_change: bool) -> Screen:
    """`files` are their names. `may_change`: it is this school's, and the last day is not over."""
    rows = _files(entry, files)
    if may_change:
        change = Button("Изменить", action("f.n", "contest-entry", entry.contest_id))
        rows.append((change, Button("Отозвать", action("ct.withdraw?", entry.id))))
    return Screen(_words(entry), (*rows, (TO_CONTEST, menus.HOME)))


def filed(entry: Entry, contest: Contest) -> Screen:
    """The receipt."""
    text = Markup(
        "<b>Заявка подана</b>\n{}\nФайлов: {}\n\nИзменить или отозвать можно до <b>{}</b> включительно."
    ).format(entry.title, len(entry.files), words.day(contest.ends_on))
    return Screen(
        text, ((Button("Показать заявку", action("ct.entry", entry.id)),), (TO_CONTEST, menus.HOME)), closes=True
    )


def ask_withdraw(entry: Entry) -> Screen:
    text = Markup("<b>Отозвать заявку?</b>\n{}\n\nДо конца приёма её можно подать снова.").format(entry.title)
    return Screen(
        text,
        ((Button("Отозвать", action("ct.withdraw", entry.id)), Button("Назад", action("ct.entry", entry.id))),),
    )


def to_judge(contest: Contest, entries: Sequence[Entry], given: Mapping[int, Mapping[int, int]], page: int) -> Screen:
    """For a member of the jury: how far each entry is scored. Nobody else's scores."""
    rows: list[Row] = []
    for one in paging.page_of(entries, page):
        mine = given.get(one.id, {})
        whole = total(mine, len(contest.criteria))
        tail = f" · {whole}" if whole is not None else f" · {len(mine)}/{len(contest.criteria)}"
        name = words.shorten(f"{one.number}. {one.title}", LABEL_LIMIT - len(tail))
        rows.append((Button(name + tail, action("ct.entry", one.id)),))
    if pager := paging.pager("ct.judge", (contest.id,), page, len(entries)):
        rows.append(pager)
    rows += seeking.row(len(entries), "judge", contest.id)
    done = sum(total(given.get(one.id, {}), len(contest.criteria)) is not None for one in entries)
    text = Markup("<b>Оценка заявок</b>\n{}\n\nГотово: <b>{} из {}</b>\nВ конце – ваш балл из {}.").format(
        contest.title, done, len(entries), contest.highest
    )
    return Screen(text, (*rows, (TO_CONTEST, menus.HOME)))


def judged(contest: Contest, entry: Entry, files: Sequence[str], mine: Mapping[int, int]) -> Screen:
    """One entry with this person's own scores."""
    rows = _files(entry, files)
    for place, criterion in enumerate(contest.criteria):
        given = mine.get(place)
        tail = f" · {given}" if given is not None else " · ?"
        label = words.shorten(criterion, LABEL_LIMIT - len(tail)) + tail
        rows.append((Button(label, action("ct.rate", entry.id, place)),))
    whole = total(mine, len(contest.criteria))
    said = f"Ваш балл: {whole} из {contest.highest}" if whole is not None else "Нажмите критерий и поставьте балл."
    text = Markup("{}\n\n<b>{}</b>").format(_words(entry), said)
    return Screen(text, (*rows, (Button("Все заявки", action("ct.judge", contest.id, 0)), menus.HOME)))


def rate(contest: Contest, entry: Entry, place: int, given: int | None) -> Screen:
    """One criterion: eleven buttons."""
    buttons = [
        Button(f"· {n} ·" if n == given else str(n), action("ct.score", entry.id, place, n)) for n in range(HIGHEST + 1)
    ]
    rows = [tuple(buttons[at : at + PER_ROW]) for at in range(0, len(buttons), PER_ROW)]
    text = Markup("<b>{}</b>\n{} из {}: <b>{}</b>\n\nПоставьте балл от 0 до {}.").format(
        entry.title, place + 1, len(contest.criteria), contest.criteria[place], HIGHEST
    )
    return Screen(text, (*rows, (Button("К заявке", action("ct.entry", entry.id)),)))


def _words(entry: Entry) -> Markup:
    gone = Markup("\n<b>Отозвана</b>") if entry.withdrawn_at else Markup("")
    return Markup("<b>{}</b>\n№ {} {}{}\n\n{}").format(entry.title, entry.number, entry.school, gone, entry.about)


def _files(entry: Entry, names: Sequence[str]) -> list[Row]:
    return [
        (Button(words.squeeze(name, LABEL_LIMIT), action("ct.file", entry.id, place)),)
        for place, name in enumerate(names)
    ]
