"""Row by row against the registry: what is new, what changes, what is the same, and what cannot be."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from domain import school_list
from domain.imports import people, together
from domain.imports.desk import Desk
from domain.imports.reading import Line, Sheets
from domain.imports.registry import Plan, Registry, School

MOST_FAULTS: Final = 2000


def plan(sheets: Sheets, registry: Registry, own: int | None) -> Plan:
    """`own` is the number of the only school somebody may import, None for the department. All rows are looked at,
    so that everything wrong is told at once."""
    desk = Desk(registry, own, sheets.faults)
    takes: Mapping[str, Callable[[Desk, Line], None]] = {
        "schools": _school,
        "mentors": people.mentor,
        "mentees": people.mentee,
        "pairs": together.pair,
    }
    for key, take in takes.items():
        _take(desk, sheets.lines.get(key, ()), take)
    desk.settle()
    return desk.plan


def _take(desk: Desk, lines: Sequence[Line], take: Callable[[Desk, Line], None]) -> None:
    for line in lines:
        if len(desk.plan.faults) >= MOST_FAULTS:
            return
        take(desk, line)


def _school(desk: Desk, line: Line) -> None:
    """Known by its number; another name renames it."""
    if desk.own is not None:
        desk.fault(line, "number", "Школы загружает управление. Удалите этот лист.")
        return
    if not desk.has(line, "number") or desk.repeated(line, ("school", line.values["number"])):
        return
    number = int(str(line.values["number"]))
    known = desk.schools.get(number)
    if known is not None and known.archived:
        desk.fault(line, "number", f"Номер {number} у школы в архиве: {known.name}. Возьмите другой.")
        return
    if known is None and not desk.has(line, "name"):
        return
    name = str(line.values.get("name") or (known.name if known else ""))
    for other in desk.schools.values():
        if other.number != number and not other.archived and school_list.key(other.name) == school_list.key(name):
            desk.fault(line, "name", f"Так уже называется школа с номером {other.number}. Проверьте номер.")
            return
    if known is None:
        desk.schools[number] = School(number, name)
        desk.new_schools.add(number)
        desk.count(line, new=True)
        return
    changed = School(number, name, known.next_mentee, known.next_mentor)
    desk.schools[number] = changed
    desk.count(line, changed=changed != known)
