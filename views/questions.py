"""A form on the screen: the question, the doubt, the review. One shape for every form."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from domain import drafted
from domain.drafted import Ask, Doubt, Draft, Position, Review
from domain.form import Facts, Form, Kind, Option, Question
from domain.kinds import One, Paper, Several
from domain.scales import Scale
from views import words
from views.actions import SEPARATOR, action
from views.screen import LABEL_LIMIT, Button, Row, Screen, bold, safe, together

PER_PAGE = 8
MARKS_PER_ROW = 5
DASHES = 4  # skipped answers that are still listed one by one
SOURCES = {"kept": "было", "known": "из реестра", "last": "прошлый ответ", "default": ""}
AS_LAST_TIME = "Всё сразу, как в прошлый раз"
ALL_AT_ONCE = Markup("<i>«Всё сразу» ответит и на остальные вопросы. Потом вы всё проверите.</i>")
HOW_TO_ATTACH = Markup("Нажмите скрепку внизу и выберите документ или фото, до 20 МБ.")
GONE = "Того, о чём была форма, больше здесь нет. Она закрыта, последний ответ не записан."
REASONS = ("Так и есть, проверено", "Ошибка была раньше", "Реестр ещё не дополнен")
SHOWN = 13  # letters of a value on its button, before where it is from


class Sheet(NamedTuple):
    """A draft as the person sees it: which one, at which revision, under which title."""

    form: Form
    draft_id: int
    revision: int
    title: str
    draft: Draft
    facts: Facts
    extra: tuple[tuple[str, str, str], ...] = ()

    def action(self, verb: str, *args: str | int) -> str:
        return action(f"f.{verb}", self.draft_id, self.revision, *args)


def screen(sheet: Sheet, note: str = "", page: int = 0, helped: bool = False) -> Screen:
    """Where the person stands now. `note` is a sentence above it: what was wrong with the last answer."""
    position = drafted.position(sheet.form, sheet.draft, sheet.facts)
    match position:
        case Ask():
            return _asked(sheet, position, note, page, helped)
        case Doubt():
            return _doubted(sheet, position, note)
        case Review():
            return _review(sheet, position, note)


def choose_change(sheet: Sheet) -> Screen:
    """Which answer to change: a button per question."""
    path = [q for q in drafted.visible(sheet.form, sheet.draft.answers) if q.key in sheet.draft.answers]
    buttons = [Button(words.shorten(q.title, 28), sheet.action("c", q.key)) for q in path]
    rows = [*pairs_of(buttons), (Button("Назад", sheet.action("r")),)]
    return Screen(Markup("{}\nКакой ответ изменить?").format(_head(sheet)), tuple(rows))


def pairs_of(buttons: Sequence[Button], wide: int = 16) -> list[Row]:
    """Two a row where both labels are short, else one: long words do not fit a narrow phone."""
    rows: list[Row] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and max(len(button.label), len(rows[-1][0].label)) <= wide:
            rows[-1] = (rows[-1][0], button)
        else:
            rows.append((button,))
    return rows


def laid_out(kind: Kind, buttons: Sequence[Button]) -> list[Row]:
    """Marks stand five in a row, in their order; anything else by the length of its words."""
    if not isinstance(kind, Scale):
        return pairs_of(buttons)
    return [tuple(buttons[at : at + MARKS_PER_ROW]) for at in range(0, len(buttons), MARKS_PER_ROW)]


def ends(scale: Scale) -> Markup:
    """What the ends of a scale mean."""
    return Markup("1 – {}, 10 – {}").format(scale.low, scale.high)


def _asked(sheet: Sheet, at: Ask, note: str, page: int, helped: bool) -> Screen:
    question = at.question
    lines = [_head(sheet, at), _asks(question.text)]
    if at.problem or note:
        lines.insert(1, escape(at.problem or note))
    if above := sheet.facts.notes.get(question.key):
        lines.insert(-1, Markup("<blockquote>{}</blockquote>").format(above))
    if isinstance(question.kind, Paper):
        lines.append(HOW_TO_ATTACH)
    lines += _in_full(sheet, at)
    if helped and question.help:
        lines.append(Markup("<i>{}</i>").format(question.help))
    rows: list[Row] = []
    choices = question.kind.choices(sheet.facts)
    page = max(0, min(page, (len(choices) - 1) // PER_PAGE))
    if isinstance(question.kind, Scale):
        lines.append(ends(question.kind))
    ticked = drafted.ticks(sheet.draft, question.key)
    if isinstance(question.kind, Several):
        shown = [
            ("✓ " + o.label if o.value in ticked else o.label, sheet.action("g", page, question.key, o.value))
            for o in _page(choices, page)
        ]
        if ticked:
            many = question.kind.count(ticked, sheet.facts)
            rows.append((Button(f"Готово: {many}", sheet.action("d", question.key)),))
    else:
        here = choices if isinstance(question.kind, Scale) else _page(choices, page)
        chosen = sheet.action("a", question.key)
        shown = [(o.label, f"{chosen}{SEPARATOR}{o.value}") for o in here]
        rows += [(button,) for button in _suggested(sheet, at)]
    rows += laid_out(question.kind, [Button(words.shorten(label, 28), act) for label, act in shown])
    if len(choices) > len(shown):
        if isinstance(question.kind, One | Several):
            lines.append(Markup("Можно написать начало или номер: найду в списке."))
        rows.append(_pager(sheet, page, len(choices)))
    rows += [(Button(label, act),) for key, label, act in sheet.extra if key == question.key]
    rows += _mend(sheet, at.others)
    if not choices and not helped and _empty(question):
        lines.append(Markup("Список пока пуст."))
    whole = _whole(sheet, at)
    if whole:
        lines.append(ALL_AT_ONCE)
    return Screen(together(lines), (*rows, *_footer(sheet, at, whole)))


@lru_cache(maxsize=1024)
def _asks(text: str) -> Markup:
    """The words of a question; they stand in the code, and are few."""
    return bold(text)


def _empty(question: Question) -> bool:
    return bool(getattr(question.kind, "source", ""))


def _suggested(sheet: Sheet, at: Ask) -> list[Button]:
    if not at.suggestions:
        return []
    buttons = []
    labels = {option.value for option in at.question.kind.choices(sheet.facts)}
    for one in at.suggestions:
        shown = at.question.kind.show(one.value, sheet.facts)
        if str(one.value) in labels and one.source == "kept":
            shown = f"Оставить: {shown}"
        elif SOURCES[one.source]:
            whole = _alone(one.source, shown)
            shown = shown if whole else f"{words.shorten(shown, SHOWN)} · {SOURCES[one.source]}"
        buttons.append(Button(words.shorten(shown, 28), sheet.action("t", at.question.key, one.source)))
    return buttons


def _in_full(sheet: Sheet, at: Ask) -> list[Markup]:
    """Words that a button has no room for: nobody should agree to what they cannot read."""
    shown = [(one.source, at.question.kind.show(one.value, sheet.facts)) for one in at.suggestions]
    return [
        Markup("{}: <i>{}</i>").format(SOURCES[source].capitalize(), text)
        for source, text in shown
        if SOURCES[source] and len(text) > SHOWN and not _alone(source, text)
    ]


def _alone(source: str, text: str) -> bool:
    """What was counted stands on its button without a word of where it is from, where it just fits."""
    return source == "known" and SHOWN < len(text) <= LABEL_LIMIT


def _footer(sheet: Sheet, at: Ask, whole: str) -> list[Row]:
    rows: list[Row] = []
    row: list[Button] = []
    if at.question.optional:
        row.append(Button("Пропустить", sheet.action("k", at.question.key)))
    if at.question.help:
        row.append(Button("Подсказка", sheet.action("h")))
    if row:
        rows.append(tuple(row))
    if whole:
        rows.insert(0, (Button(whole, sheet.action("y")),))
    back = (Button("Назад", sheet.action("b")),) if at.number > 1 else ()
    rows.append((*back, Button("Выйти, сохранив" if back else "Выйти", action("f.x", sheet.draft_id))))
    return rows


def _whole(sheet: Sheet, at: Ask) -> str:
    """What the button that takes everything at once is called, where there is one: at any question whose answer would
    come with it, or at the first one of a form that was filed before."""
    if sheet.form.whole:
        return sheet.form.whole if at.question.key in sheet.facts.known else ""
    begins = not sheet.draft.answers and sheet.facts.last and len(sheet.form.questions) > 1
    return AS_LAST_TIME if begins else ""


def _doubted(sheet: Sheet, at: Doubt, note: str) -> Screen:
    text = Markup("{}\n\n{}<b>{}</b>\n\nЕсли всё верно, выберите причину или напишите её.").format(
        _head(sheet, at), Markup("{}\n\n").format(note) if note else "", at.text
    )
    rows: list[Row] = [(Button("Исправить", sheet.action("c", at.question.key)),)]
    rows += _mend(sheet, at.others)
    rows += [(Button(reason, sheet.action("e", n)),) for n, reason in enumerate(REASONS)]
    rows.append((Button("Выйти, сохранив", action("f.x", sheet.draft_id)),))
    return Screen(text, tuple(rows))


def _mend(sheet: Sheet, others: Sequence[Question]) -> list[Row]:
    """The other answers of the rule in question: any of them may be the wrong one."""
    return [(Button(words.shorten(f"Исправить: {one.title}", 28), sheet.action("c", one.key)),) for one in others]


def _review(sheet: Sheet, at: Review, note: str) -> Screen:
    lines = [_head(sheet), Markup("{}").format(note or "Проверьте, пожалуйста:")]
    body = answer_lines(sheet.form, sheet.draft, sheet.facts, at.changed)
    rows: tuple[Row, ...] = ()
    if left := drafted.unmended(sheet.form, sheet.draft, sheet.facts.marked):
        lines.append(Markup("<b>Ещё не исправлено: {}</b>").format(words.join([one.title for one in left])))
        rows = tuple(_mend(sheet, left))
    rows += (
        (Button(sheet.form.verb, sheet.action("s")), Button("Изменить", sheet.action("m"))),
        (Button("Назад", sheet.action("b")), Button("Выйти, сохранив", action("f.x", sheet.draft_id))),
    )
    return Screen(together((*lines, together(body, "\n"))), rows)


def answer_lines(form: Form, draft: Draft, facts: Facts, changed: frozenset[str] = frozenset()) -> list[Markup]:
    """Label and value per line; a changed one shows what it was. Many that were skipped are counted in one line."""
    lines = []
    path = [question for question in drafted.visible(form, draft.answers) if question.key in draft.answers]
    skipped = sum(draft.answers[question.key] is None and question.key not in changed for question in path)
    for question in path:
        value = draft.answers[question.key]
        if value is None and skipped > DASHES and question.key not in changed:
            continue
        shown = "–" if value is None else question.kind.show(value, facts)
        line = together((escape(question.title), bold(shown)), ": ")
        if question.key in changed and (was := facts.last[question.key]) is not None:
            line += Markup(" <i>(было {})</i>").format(words.shorten(question.kind.show(was, facts), 40))
        lines.append(line)
    if skipped > DASHES:
        lines.append(Markup("Пропущено: {}").format(words.plural(skipped, "вопрос", "вопроса", "вопросов")))
    return lines


def _head(sheet: Sheet, at: Ask | Doubt | None = None) -> Markup:
    title = bold(sheet.title)
    return safe(f"{title} · {at.number} из {at.total}") if at and at.total > 1 else title


def _page(items: Sequence[Option], page: int) -> Sequence[Option]:
    return items[page * PER_PAGE : (page + 1) * PER_PAGE]


def _pager(sheet: Sheet, page: int, total: int) -> Row:
    last = (total - 1) // PER_PAGE
    back = (Button("‹", sheet.action("p", page - 1)),) if page > 0 else ()
    forth = (Button("›", sheet.action("p", page + 1)),) if page < last else ()
    return (*back, Button(f"{page + 1} из {last + 1}", sheet.action("p", page)), *forth)


__all__ = ["REASONS", "Position", "Sheet", "answer_lines", "choose_change", "ends", "laid_out", "pairs_of", "screen"]
