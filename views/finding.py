"""What was found: a button to each card, and the cards that have no other place."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from domain import roadmap
from domain.finding import LONGEST, Hit, Kind
from domain.people import Role
from views import menus, paging, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

AGAIN: Final = Button("Искать ещё", action("f.n", "find", "new"))
NOTHING_TYPED: Final = "Напишите хотя бы одну букву или цифру. Например: рябин, Ш07-014 или 2026-Q4/0012."
KINDS: Final[Mapping[Kind, tuple[str, str, str]]] = {
    Kind.SCHOOL: ("школа", "школы", "школ"),
    Kind.PERSON: ("человек", "человека", "человек"),
    Kind.MENTOR: ("наставник", "наставника", "наставников"),
    Kind.MENTEE: ("код", "кода", "кодов"),
    Kind.PAIR: ("пара", "пары", "пар"),
    Kind.SUBMISSION: ("отчёт", "отчёта", "отчётов"),
    Kind.EVIDENCE: ("документ", "документа", "документов"),
    Kind.PARTNER: ("партнёр", "партнёра", "партнёров"),
}
TAIL: Final = 10  # characters that tell one from its namesakes
STATES: Final = {"filed": "подан", "agreed": "согласован", "returned": "возвращён"}
ROLES: Final = {Role.DEPARTMENT.value: "управление", Role.COORDINATOR.value: "куратор"}
# Cards that everybody concerned has anyway, by the role that opens them.
CARDS: Final[Mapping[tuple[Kind, Role], str]] = {
    (Kind.SCHOOL, Role.DEPARTMENT): "s.open",
    (Kind.MENTOR, Role.COORDINATOR): "t.open",
    (Kind.MENTEE, Role.COORDINATOR): "e.open",
    (Kind.PAIR, Role.COORDINATOR): "p.open",
    (Kind.SUBMISSION, Role.COORDINATOR): "m.open",
}


def found(hits: Sequence[Hit], typed: str, page: int, role: Role) -> Screen:
    """`typed` goes along to the other pages."""
    typed = typed[:LONGEST]
    head = Markup("<b>Поиск: {}</b>").format(typed)
    if not hits:
        hint = Markup("{}\nНичего не нашлось. Попробуйте меньше букв или другое слово.").format(head)
        return Screen(hint, ((AGAIN, menus.HOME),))
    counts = [
        words.plural(count, *forms) for kind, forms in KINDS.items() if (count := sum(hit.kind is kind for hit in hits))
    ]
    rows: list[Row] = [(_button(hit, role),) for hit in paging.page_of(hits, page)]
    if pager := paging.turner(lambda number: action("fd.page", number, typed), page, len(hits)):
        rows.append(pager)
    return Screen(Markup("{}\nНашлось: {}").format(head, words.join(counts)), (*rows, (AGAIN, menus.HOME)))


def over() -> Screen:
    """A search is not kept: an old button of its form leads to a new one."""
    return Screen(Markup("Этот поиск уже закончен."), ((AGAIN, menus.HOME),))


def person(name: str, posts: Sequence[tuple[str, int | None, str | None]], lost: bool, role: Role) -> Screen:
    """`posts` are role, school's id and name; the department opens the schools."""
    lines = [Markup("<b>{}</b>").format(name)]
    lines += [
        Markup("{}{}").format(ROLES[one].capitalize(), f": {school}" if school else "") for one, _, school in posts
    ]
    if lost:
        lines.append(Markup("Сообщения не доходят."))
    rows: list[Row] = [
        (Button(words.shorten(f"Школа: {school}", LABEL_LIMIT), action("s.open", school_id)),)
        for _, school_id, school in posts
        if school_id is not None and school and role is Role.DEPARTMENT
    ]
    return Screen(together(lines, "\n"), (*rows[: paging.PER_PAGE], (AGAIN, menus.HOME)))


def evidence(row: str, state: str, facts: Sequence[tuple[str, str | None]]) -> Screen:
    """A document of a row; `facts` are labels and values."""
    lines = [Markup("<b>{} {}</b>\nСостояние: {}").format(row, roadmap.row(row).title, STATES.get(state, state))]
    return Screen(_facts(lines, facts), ((_row(row),), (AGAIN, menus.HOME)))


def partner(name: str, facts: Sequence[tuple[str, str | None]]) -> Screen:
    return Screen(_facts([Markup("<b>{}</b>").format(name)], facts), ((_row("1.7"),), (AGAIN, menus.HOME)))


def elsewhere(card: Screen, school_id: int, school: str) -> Screen:
    """A card of the coordinator's as the department sees it: nothing can be changed there."""
    text = Markup("{}\nШкола: {}").format(card.text, school)
    return Screen(text, ((Button("К школе", action("s.open", school_id)),), (AGAIN, menus.HOME)))


def _facts(lines: list[Markup], facts: Sequence[tuple[str, str | None]]) -> Markup:
    return together([*lines, *(Markup("{}: {}").format(label, value) for label, value in facts if value)], "\n")


def _row(number: str) -> Button:
    return Button(f"Строка {number}", action("ro.row", number))


def _button(hit: Hit, role: Role) -> Button:
    verb = CARDS.get((hit.kind, role))
    target = action(verb, hit.id) if verb else action("fd.card", hit.kind.value, hit.id)
    return Button(_label(hit, role), target)


def _label(hit: Hit, role: Role) -> str:
    match hit.kind:
        case Kind.SCHOOL:
            label, tail = f"{hit.school}. {hit.title}", hit.note
        case Kind.PERSON:
            label, tail = hit.title, ROLES[hit.note] if hit.school is None or role is not Role.DEPARTMENT else ""
        case Kind.MENTOR:
            label, tail = hit.title, "наставник" if hit.title == hit.note else hit.note
        case Kind.MENTEE:
            label, tail = f"Код {hit.title}", hit.note
        case Kind.PAIR:
            label, tail = f"Пара {hit.title}", hit.note
        case Kind.SUBMISSION:
            label, tail = f"Отчёт {hit.title}", ""
        case Kind.EVIDENCE:
            label, tail = f"Строка {hit.title}", hit.note
        case Kind.PARTNER:
            label, tail = hit.title, hit.note
    if role is Role.DEPARTMENT and hit.school is not None and hit.kind in (Kind.PERSON, Kind.EVIDENCE, Kind.PARTNER):
        tail = f"{tail} · шк. {hit.school}" if tail else f"шк. {hit.school}"
    if not tail:
        return words.shorten(label, LABEL_LIMIT)
    tail = f" · {words.shorten(tail, max(TAIL, LABEL_LIMIT - len(label) - 3))}"
    return words.shorten(label, LABEL_LIMIT - len(tail)) + tail
