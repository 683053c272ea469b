"""Rows about pairs and groups."""

import re
from datetime import date
from typing import Final

from domain import days
from domain.imports.desk import Desk, folded
from domain.imports.reading import Line
from domain.imports.registry import Mentor, Pair, School
from domain.pairs import CLOSED, State

CODE: Final = re.compile(r"Ш[0-9]{2,4}-[0-9]{3,6}")  # anything else may be a name: it is not repeated


def pair(desk: Desk, line: Line) -> None:
    """Known by its mentor and mentees: the one at work, else a closed one that began on the same day. What is
    known changes its goal, dates and order; its state is changed in its card alone."""
    school = desk.school(line)
    if school is None or not desk.whole(line, "mentor", "mentees"):
        return
    mentor, mentees = _mentor(desk, line, school), _mentees(desk, line, school)
    if mentor is None or not mentees:
        return
    starts, ends = _day(line, "starts_on"), _day(line, "ends_on")
    known = _known(desk, mentor, mentees, starts)
    if known is None and not desk.whole(line, "form", "goal", "starts_on", "ends_on"):
        return
    starts, ends = starts or (known.starts_on if known else None), ends or (known.ends_on if known else None)
    assert starts is not None
    assert ends is not None
    if ends < starts:
        desk.fault(line, "ends_on", f"Окончание {days.words(ends)} раньше начала {days.words(starts)}. Проверьте даты.")
        return
    if desk.repeated(line, ("pair", mentor.code, mentees, starts if known and known.state in CLOSED else None)):
        return
    if known is not None and known.state in CLOSED:
        desk.count(line)
        return
    one = Pair(
        known.id if known else desk.next_pair,
        school.number,
        str(line.values.get("form") or (known.form if known else "")),
        mentor.code,
        mentees,
        str(line.values.get("goal") or (known.goal if known else "")),
        starts,
        ends,
        str(line.values["order_no"]) if "order_no" in line.values else (known.order_no if known else None),
        known.state if known else _state(desk, line, mentees),
    )
    if known is None:
        desk.next_pair += 1
        desk.plan.new_pairs.append(one)
    elif one != known:
        desk.plan.pairs.append(one)
    desk.pairs.setdefault((mentor.code, mentees), []).append(one)
    desk.count(line, new=known is None, changed=one != known)


def _known(desk: Desk, mentor: Mentor, mentees: frozenset[str], starts: date | None) -> Pair | None:
    there = desk.pairs.get((mentor.code, mentees), [])
    at_work = [one for one in there if one.state not in CLOSED]
    closed = [one for one in there if one.state in CLOSED and one.starts_on == starts]
    return next(iter([*at_work, *closed]), None)


def _state(desk: Desk, line: Line, mentees: frozenset[str]) -> State:
    """At work at once where every consent is on paper and confirmed, as in the form."""
    consented = all(desk.mentees[code].consent for code in mentees)
    return State.ACTIVE if line.values.get("ready") is True and consented else State.DRAFT


def _mentor(desk: Desk, line: Line, school: School) -> Mentor | None:
    """By the code or the name of an adult; None with a fault."""
    said = str(line.values["mentor"])
    found = desk.mentors.get(said.upper())
    named = desk.namesakes.get((school.number, folded(said)), [])
    if found is None and len(named) > 1:
        desk.fault(line, "mentor", f"Таких наставников несколько: {', '.join(named[:5])}. Укажите код.")
        return None
    if found is None and named:
        found = desk.mentors[named[0]]
    if found is None or found.school != school.number:
        desk.fault(
            line, "mentor", f"Наставника «{said}» в школе {school.number} нет. Добавьте его на листе «Наставники»."
        )
        return None
    return found


def _mentees(desk: Desk, line: Line, school: School) -> frozenset[str]:
    """Codes, or the school's own numbers; nothing with a fault."""
    codes = set()
    for part in re.split(r"[,;\s]+", str(line.values["mentees"])):
        if not part:
            continue
        code = desk.by_list.get((school.number, int(part))) if part.isdecimal() and len(part) < 7 else part.upper()
        found = desk.mentees.get(code) if code else None
        if found is None or found.school != school.number:
            shown = part.isdecimal() or CODE.fullmatch(part.upper())
            what = f"«{part}»" if shown else "Такого кода или номера"
            words = f"{what} в школе {school.number} нет. Добавьте на листе «Наставляемые», например: Ш07-014 или 12."
            desk.fault(line, "mentees", words)
            return frozenset()
        codes.add(found.code)
    return frozenset(codes)


def _day(line: Line, key: str) -> date | None:
    return date.fromisoformat(str(line.values[key])) if key in line.values else None
