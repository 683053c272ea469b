"""One sheet as its coordinator sees it: whether it is filled, and the ways to have it filled."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from markupsafe import Markup

from domain import questionnaires as rules
from domain.kinds import YesNo
from domain.questionnaires import Side
from domain.sheets import Dropped, Sheet, Source
from views import menus, sheets, words
from views.actions import action
from views.screen import Button, File, Row, Screen

SENT: Final = "Покажите QR или перешлите ссылку"
REVOKED: Final = "Ссылка больше не действует"


def card(sheet: Sheet, until: datetime | None, begun: bool, today: date, zone: tzinfo) -> Screen:
    """`until` when a link works, and whether somebody has begun to answer by it."""
    lines = [
        Markup("<b>{} · {}</b>").format(rules.TITLES[sheet.moment], sheets.whose(sheet)),
        Markup("Наставник: {}").format(sheet.mentor),
    ]
    rows: list[Row] = []
    if sheet.filled_at:
        filled = sheet.filled_at.astimezone(zone).date()
        how = f", {sheets.HOW[sheet.source]}" if sheet.source else ""
        lines.append(Markup("Заполнена {}{}.\n\n{}").format(words.day(filled), how, sheets.TOGETHER))
        if sheet.source is Source.PAPER and rules.correctable(filled, today):
            rows.append((Button("Внести заново", sheets.fill(sheet)),))
        return Screen(Markup("\n").join(lines), (*rows, *_ways_back(sheet)))
    lines.append(Markup("Сейчас: <b>{}</b>").format(sheets.standing(sheet, today, zone)))
    by_link = sheet.side is Side.MENTEE and sheet.dropped is None
    if until:
        state = "по ней уже отвечают" if begun else "ещё не открыта"
        lines.append(Markup("Ссылка до {}: {}").format(words.short_day(until.astimezone(zone).date()), state))
    paper = Button("Внести с бумаги", sheets.fill(sheet))
    if by_link:
        link = Button("Новая ссылка", action("qs.ask" if begun else "qs.link", sheet.id))
        rows.append((link if until else Button("Ссылка и QR", action("qs.link", sheet.id)), paper))
    else:
        rows.append((paper,))
    if until:
        rows.append((Button("Отозвать ссылку", action("qs.off", sheet.id)),))
    last = [Button("Вопросы для бумаги", action("qs.blank", sheet.id))]
    if sheet.dropped is Dropped.DECLINED:
        last.append(Button("Снова ждать", action("qs.yes", sheet.id)))
    elif sheet.dropped is None:
        last.append(Button("Не заполнят", action("qs.no", sheet.id)))
    return Screen(Markup("\n").join(lines), (*rows, tuple(last), *_ways_back(sheet)))


def invitation(sheet: Sheet, link: str, until: datetime, zone: tzinfo) -> Screen:
    """To be forwarded as it is: it speaks to the mentee. The school's code stands in it, no name."""
    text = Markup(
        "<b>{} · {}</b>\n\nОткройте ссылку и ответьте на вопросы: {}. Имя не нужно, "
        "ответы увидят только вместе с другими.\n{}\n\nСсылка одноразовая, действует до <b>{}</b>."
    )
    questions = words.plural(len(sheet.form.questions), "нажатие", "нажатия", "нажатий")
    shown = text.format(rules.TITLES[sheet.moment], sheet.code, questions, link, words.moment(until, zone))
    return Screen(shown, stays=True)


def picture(sheet: Sheet, link: str) -> Screen:
    """The same for a camera."""
    caption = Markup("Анкета по камере: <b>{}</b>").format(sheet.code)
    return Screen(caption, file=File("photo", "qr", {"link": link}), stays=True)


def ask_new_link(sheet: Sheet) -> Screen:
    text = Markup(
        "<b>{}</b>: по прежней ссылке уже отвечают. С новой ссылкой начатые ответы пропадут, начать придётся сначала."
    )
    rows = ((Button("Сделать новую", action("qs.link", sheet.id)), Button("Оставить", action("qs.card", sheet.id))),)
    return Screen(text.format(sheet.code), rows)


def blank(sheet: Sheet) -> Screen:
    """The questions in their order, to be copied or printed: a sheet is typed in by these numbers."""
    lines = []
    for number, one in enumerate(sheet.form.questions, start=1):
        ends = "да / нет" if isinstance(one.kind, YesNo) else _ends(one.kind)
        lines.append(Markup("{}. {}\n<i>{}</i>").format(number, one.text, ends))
    head = Markup("<b>{} · {}</b>\nОценка от 1 до 10 рядом с каждым вопросом. Имя писать не нужно.").format(
        rules.TITLES[sheet.moment], sheets.whose(sheet)
    )
    return Screen(Markup("\n\n").join((head, Markup("\n").join(lines))), stays=True)


def taken(sheet: Sheet, mine: bool, following: Sequence[Sheet], today: date, zone: tzinfo) -> Screen:
    """The receipt of a filled sheet: what it is, until when it can be corrected, and the next one that waits."""
    assert sheet.filled_at
    until = sheet.filled_at.astimezone(zone).date()
    lines = [Markup("<b>Анкета принята</b>"), Markup("{}").format(sheets.title(sheet, mine))]
    lines.append(Markup("Заполнена {}").format(words.day(until)))
    if rules.correctable(until, today):
        until += timedelta(days=rules.CORRECTABLE_DAYS)
        what = "Исправить" if mine else "Внести заново"
        lines.append(Markup("{} можно до {}.").format(what, words.short_day(until)))
    if not mine:
        lines.append(Markup("{}").format(sheets.TOGETHER))
    naming = sheets.own_name if mine else sheets.name
    rows: list[Row] = [
        (Button(words.shorten(f"Дальше: {naming(one)}", 28), sheets.fill(one)),) for one in following[:1]
    ]
    home = (
        Button("Мои анкеты", action("qs.mine")) if sheet.side is Side.MENTOR and mine else sheets.WAITING,
        menus.HOME,
    )
    return Screen(Markup("\n").join(lines), (*rows, home), closes=True)


def shut(sheet: Sheet, mine: bool, zone: tzinfo) -> Screen:
    """Why it is not to be filled now."""
    if sheet.filled_at:
        day = words.day(sheet.filled_at.astimezone(zone).date())
        why = f"уже заполнена {day}. Исправить можно было {rules.CORRECTABLE_DAYS} дней."
        if sheet.source is Source.LINK:
            why = f"уже заполнена {day} по ссылке: изменить её нельзя."
        elif mine and sheet.source is Source.PAPER:
            why = f"уже заполнена {day}: куратор внёс её с бумаги."
        elif not mine and sheet.source is Source.SELF:
            why = f"уже заполнена {day}: наставник ответил сам."
    else:
        why = "больше не нужна: пара " + ("завершена." if sheet.over else "снова работает.")
    return Screen(Markup("<b>{}</b> {}").format(sheets.title(sheet, mine), why), ((menus.HOME,),))


def _ends(kind: object) -> str:
    return f"1 – {getattr(kind, 'low', '')}, 10 – {getattr(kind, 'high', '')}"


def _ways_back(sheet: Sheet) -> tuple[Row, ...]:
    return ((Button("Анкеты пары", action("qs.pair", sheet.pair_id or 0)), sheets.WAITING), (menus.HOME,))
