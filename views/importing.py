"""The registry from a table: the way in, what was found wrong, what would change, what has changed."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from domain.imports.registry import Plan, Tally
from domain.imports.sheets import SHEETS
from domain.imports.tables import Fault
from views import menus, words
from views.actions import action
from views.screen import Button, File, Row, Screen, together

UPLOAD: Final = Button("Загрузить таблицу", action("f.n", "import", "new"))
TEMPLATE: Final = Button("Скачать шаблон", action("im.template"))
SHOWN: Final = 6  # faults in the message; all of them are in the report
BAR: Final = 12  # squares
TITLES: Final[Mapping[str, str]] = {sheet.key: sheet.title for sheet in SHEETS}
COMING: Final = ("добавится", "изменится", "без изменений")
DONE: Final = ("добавлено", "изменено", "без изменений")
DROPPED: Final = "Не записано"
WRITING: Final = "Записываю…"


def begin(own: bool) -> Screen:
    """`own`: only a school's own registry."""
    what = "наставники, коды наставляемых, пары" if own else "школы, наставники, коды наставляемых, пары"
    text = Markup(
        "<b>Загрузка из таблицы</b>\nВ ней: {}.\n\n"
        "1. Скачайте шаблон и заполните.\n2. Пришлите его сюда.\n3. Посмотрите, что изменится, и подтвердите.\n\n"
        "Ошибка в одной строке – не записывается ничего. Та же таблица второй раз обновляет, а не удваивает. "
        "Имён детей в таблице быть не должно."
    ).format(what)
    return Screen(text, ((TEMPLATE,), (UPLOAD,), (menus.HOME,)))


def template(own: int | None) -> Screen:
    caption = Markup("Шаблон таблицы. Строки с «пример:» не загружаются, их можно оставить.")
    return Screen(caption, file=File("document", "import_template", {"own": own}), stays=True)


def taken() -> Screen:
    """The receipt: the rest comes by itself."""
    return Screen(Markup("<b>Таблица получена</b>\nПроверяю каждую строку. Пришлю, что в ней, и спрошу."), closes=True)


def progress(done: int, total: int) -> Screen:
    """Edited in place while the table is read."""
    full = BAR * done // total if total else 0
    share = words.percent(done, total) if total else ""
    text = Markup("<b>Проверяю таблицу</b>\n{}{} {}").format("■" * full, "□" * (BAR - full), share)
    return Screen(text, stays=True)


def read(total: int) -> Screen:
    """The last word of the progress."""
    return Screen(
        Markup("<b>Таблица проверена</b>\n{}").format(words.plural(total, "строка", "строки", "строк")), stays=True
    )


def unreadable(why: str) -> Screen:
    text = Markup("<b>Таблица не принята</b>\n{}\n\nНичего не записано.").format(why)
    return Screen(text, ((TEMPLATE, UPLOAD), (menus.HOME,)))


def faulty(import_id: int, faults: Sequence[Fault]) -> Screen:
    """The first of them; all are in the report."""
    many = words.plural(len(faults), "замечание", "замечания", "замечаний")
    lines = [Markup("<b>Таблица не принята: {}</b>\nНичего не записано. Исправьте и пришлите снова.").format(many)]
    lines += [Markup("<b>{}, {}</b>\n{}").format(one.sheet, one.cell, one.words) for one in faults[:SHOWN]]
    if len(faults) > SHOWN:
        lines.append(Markup("и ещё {}: все в файле").format(len(faults) - SHOWN))
    return Screen(together(lines), ((_report("Все замечания файлом", import_id),), (UPLOAD, menus.HOME)))


def preview(import_id: int, plan: Plan, again: bool = False) -> Screen:
    """Before anything is written. `again`: the registry has changed since it was shown."""
    lines = [Markup("<b>Записать таблицу?</b>")]
    if again:
        lines.insert(0, Markup("Пока вы смотрели, реестр изменился. Вот как теперь:"))
    lines.append(_tallies(plan, COMING))
    if plan.drafts:
        many = words.plural(plan.drafts, "новая пара", "новые пары", "новых пар")
        lines.append(Markup("{} – черновиком: нет согласий.").format(many))
    rows: tuple[Row, ...] = (
        (Button("Записать", action("im.go", import_id)), Button("Не надо", action("im.no", import_id))),
    )
    return Screen(together(lines), rows)


def nothing_new(plan: Plan) -> Screen:
    lines = [Markup("<b>Всё уже так и записано</b>"), _tallies(plan, COMING)]
    return Screen(together(lines), ((UPLOAD, menus.HOME),))


def writing() -> Screen:
    return Screen(Markup("<b>Записываю</b>\nПришлю итог."), closes=True)


def done(import_id: int, plan: Plan) -> Screen:
    lines = [Markup("<b>Таблица записана</b>"), _tallies(plan, DONE)]
    rows: list[Row] = []
    if plan.given:
        lines.append(Markup("Какой строке какой код – в файле. Имена к кодам запишите в школьном ключе на бумаге."))
        rows.append((_report("Коды по строкам", import_id),))
    return Screen(together(lines), (*rows, (UPLOAD, menus.HOME)))


def dropped() -> Screen:
    return Screen(Markup("<b>Ничего не записано</b>"), ((UPLOAD, menus.HOME),))


def failed() -> Screen:
    """Our own fault; the registry is as it was."""
    text = Markup("<b>Не получилось.</b> Это наша ошибка, она записана. Ничего не изменилось, попробуйте ещё раз.")
    return Screen(text, ((UPLOAD, menus.HOME),))


def report(import_id: int, by_person: int) -> Screen:
    args = {"id": import_id, "by": by_person}
    return Screen(Markup("Отчёт о загрузке"), file=File("document", "import_report", args), stays=True)


def new_pairs(many: int) -> Screen:
    """For a mentor."""
    text = Markup("<b>У вас {}</b>").format(words.plural(many, "новая пара", "новые пары", "новых пар"))
    return Screen(text, ((Button("Мои пары", action("v.pairs")),),), stays=True)


def _tallies(plan: Plan, said: tuple[str, str, str]) -> Markup:
    return together([_tally(key, tally, said) for key, tally in plan.tallies.items()], "\n")


def _tally(key: str, tally: Tally, said: tuple[str, str, str]) -> Markup:
    counts = zip(said, (tally.added, tally.changed, tally.same), strict=True)
    parts = [f"{label} {words.number(count)}" for label, count in counts if count]
    return Markup("{}: <b>{}</b>").format(TITLES[key], ", ".join(parts))


def _report(label: str, import_id: int) -> Button:
    return Button(label, action("im.report", import_id))
