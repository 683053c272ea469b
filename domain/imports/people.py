"""Rows about mentors and mentees."""

from domain.imports.desk import Desk, folded
from domain.imports.reading import Line
from domain.imports.registry import Mentee, Mentor, School


def mentor(desk: Desk, line: Line) -> None:
    """Known by the code, or an adult by school, name and place, a pupil by school, class and consent."""
    school = desk.school(line)
    if school is None:
        return
    known = _by_code(desk, line, school) if "code" in line.values else _by_name(desk, line, school)
    if isinstance(known, str):  # a sentence
        desk.fault(line, "code" if "code" in line.values else "name", known)
        return
    if known is None and not _new_mentor_is_whole(desk, line):
        return
    said = _words(line)
    kind = said.get("kind") or (known.kind if known else "")
    if kind == "pupil" and said.get("name"):
        desk.fault(line, "name", "Ученик-наставник хранится под кодом. Удалите имя.")
        return
    if known is not None and kind != known.kind:
        desk.fault(line, "kind", f"У кода {known.code} записано другое. Так поменять нельзя: заведите нового.")
        return
    code = known.code if known else desk.code(school, "mentor")
    if desk.repeated(line, ("mentor", code)):
        return
    one = Mentor(
        code,
        school.number,
        str(kind),
        said.get("name") or (known.name if known else None),
        said.get("place") or (known.place if known else None),
        said.get("consent") or (known.consent if known else None),
        said.get("competences") or (known.competences if known else None),
        said.get("ages") or (known.ages if known else None),
        said.get("forms") or (known.forms if known else None),
        _number(line, "hours", known.hours if known else None),
        _number(line, "places", known.places if known else None),
    )
    desk.gave(line, code, None, known is None)
    desk.put(line, one, known is not None)


def mentee(desk: Desk, line: Line) -> None:
    """Known by the code, or by the school's own number on paper. A new one gets a code."""
    school = desk.school(line)
    if school is None:
        return
    said, list_no = _words(line), line.values.get("list_no")
    number = int(str(list_no)) if list_no is not None else None
    there = desk.by_list.get((school.number, number)) if number is not None else None
    code = str(line.values["code"]).upper() if "code" in line.values else there
    known = desk.mentees.get(code) if code else None
    if code and (known is None or known.school != school.number):
        desk.fault(line, "code", f"Такого кода в школе {school.number} нет. У нового наставляемого оставьте пусто.")
        return
    if known is not None and there not in (None, known.code):
        desk.fault(line, "list_no", f"Номер {number} уже у кода {there}. Проверьте номер или код.")
        return
    if known is None and not desk.whole(line, "list_no", "grade"):
        return
    kind = said.get("consent_kind") or (known.consent_kind if known else None)
    consent = said.get("consent") or (known.consent if known else None)
    if bool(kind) != bool(consent):
        missing = "consent" if kind else "consent_kind"
        desk.has(line, missing)
        return
    given = known.code if known else desk.code(school, "mentee")
    if desk.repeated(line, ("mentee", given)):
        return
    one = Mentee(
        given,
        school.number,
        number if number is not None else (known.list_no if known else None),
        said.get("grade") or (known.grade if known else None),
        said.get("request") or (known.request if known else None),
        kind,
        consent,
        said.get("wants") or (known.wants if known else None),
    )
    desk.gave(line, given, one.list_no, known is None)
    desk.put(line, one, known is not None)


def _by_code(desk: Desk, line: Line, school: School) -> Mentor | str:
    code = str(line.values["code"]).upper()
    found = desk.mentors.get(code)
    if found is None or found.school != school.number:
        return f"Такого кода в школе {school.number} нет. У нового наставника оставьте пусто."
    return found


def _by_name(desk: Desk, line: Line, school: School) -> Mentor | str | None:
    """The one meant, None for a new one, or why that cannot be told."""
    said = _words(line)
    if said.get("kind") == "pupil":
        alike = [
            one
            for one in desk.mentors.values()
            if one.school == school.number
            and one.kind == "pupil"
            and (folded(one.place), _paper({"consent": one.consent})) == (folded(said.get("place")), _paper(said))
        ]
        return alike[0] if len(alike) == 1 and said.get("consent") else None
    named = [desk.mentors[code] for code in desk.namesakes.get((school.number, folded(said.get("name"))), ())]
    if said.get("place"):
        named = [one for one in named if folded(one.place) == folded(said.get("place"))]
    if len(named) > 1:
        codes = ", ".join(one.code for one in named[:5])
        return f"Таких наставников несколько: {codes}. Укажите код."
    return named[0] if named else None


def _new_mentor_is_whole(desk: Desk, line: Line) -> bool:
    needed = ["kind", "consent"]
    if "kind" in line.values:
        needed.append("place" if line.values["kind"] == "pupil" else "name")
    return desk.whole(line, *needed)


def _words(line: Line) -> dict[str, str]:
    """Several keys with commas."""
    said = {key: value for key, value in line.values.items() if value is not None}
    return {key: ",".join(value) if isinstance(value, list) else str(value) for key, value in said.items()}


def _number(line: Line, key: str, known: int | None) -> int | None:
    value = line.values.get(key)
    return value if isinstance(value, int) else known


def _paper(said: dict[str, str] | dict[str, str | None]) -> str:
    return folded(said.get("consent"))
