"""The table on which an import is planned: the registry as the rows so far would leave it."""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from domain.imports.reading import Line
from domain.imports.registry import Given, Mentee, Mentor, Pair, Plan, Registry, School, Tally
from domain.imports.tables import Fault


class Desk:
    """Holds one plan while it is made; nothing outside it changes."""

    def __init__(self, registry: Registry, own: int | None, faults: Sequence[Fault] = ()) -> None:
        self.own = own
        self.plan = Plan(faults=list(faults))
        self._wrong = {(fault.sheet, fault.cell) for fault in faults}
        self.before = {school.number: school for school in registry.schools}
        self.schools = dict(self.before)
        self.new_schools: set[int] = set()
        self.mentors = {mentor.code: mentor for mentor in registry.mentors}
        self.mentees = {mentee.code: mentee for mentee in registry.mentees}
        self.by_list = {(one.school, one.list_no): one.code for one in registry.mentees if one.list_no is not None}
        self.pairs: dict[tuple[str, frozenset[str]], list[Pair]] = {}
        for pair in registry.pairs:
            self.pairs.setdefault((pair.mentor, pair.mentees), []).append(pair)
        self.next_pair = registry.next_pair
        self._seen: dict[Hashable, int] = {}
        self.namesakes: dict[tuple[int, str], list[str]] = {}
        for mentor in registry.mentors:
            self.known_by_name(mentor)

    def fault(self, line: Line, key: str, words: str) -> None:
        found = line.fault(key, words)
        self.plan.faults.append(found)
        self._wrong.add((found.sheet, found.cell))

    def has(self, line: Line, key: str) -> bool:
        """Whether the cell is filled in; if not, that is a fault, unless the cell has one already."""
        if key in line.values:
            return True
        if (line.sheet.title, line.cells.get(key, "")) not in self._wrong:
            column = line.sheet.column(key)
            example = column.example.removeprefix("Пример: ") or getattr(column.kind, "example", "")
            self.fault(line, key, f"Заполните «{column.title}»" + (f", например: {example}." if example else "."))
        return False

    def whole(self, line: Line, *keys: str) -> bool:
        """The same of several, each of them told."""
        return min([self.has(line, key) for key in keys])

    def school(self, line: Line) -> School | None:
        """Whose row it is; a fault where that is nobody's, or not the own one."""
        if self.own is not None:
            said = line.values.get("school", self.own)
            if said != self.own:
                self.fault(line, "school", f"Здесь номер {said}, а ваша школа – {self.own}. Чужие не загружаются.")
                return None
            return self.schools.get(self.own)
        if not self.has(line, "school"):
            return None
        number = int(str(line.values["school"]))
        found = self.schools.get(number)
        if found is None or found.archived:
            self.fault(line, "school", f"Школы с номером {number} в списке нет. Добавьте её на листе «Школы».")
            return None
        return found

    def repeated(self, line: Line, key: Hashable) -> bool:
        """Whether an earlier row of this file was about the same; that is a fault of this one."""
        first = self._seen.setdefault(key, line.row)
        if first == line.row:
            return False
        self.fault(line, next(iter(line.cells)), f"То же, что в строке {first}. Оставьте одну.")
        return True

    def code(self, school: School, who: str) -> str:
        """The next one of the school: `who` is "mentee" or "mentor"."""
        school = self.schools[school.number]
        if who == "mentee":
            given, self.schools[school.number] = school.next_mentee, replace(school, next_mentee=school.next_mentee + 1)
            return f"Ш{school.number:02}-{given:03}"
        given, self.schools[school.number] = school.next_mentor, replace(school, next_mentor=school.next_mentor + 1)
        return f"Ш{school.number:02}-Н{given:02}"

    def count(self, line: Line, *, new: bool = False, changed: bool = False) -> None:
        tally = self.plan.tallies.setdefault(line.sheet.key, Tally())
        if new:
            tally.added += 1
        elif changed:
            tally.changed += 1
        else:
            tally.same += 1

    def gave(self, line: Line, code: str, list_no: int | None, new: bool) -> None:
        self.plan.given.append(Given(line.sheet.title, line.row, list_no, code, new))

    def known_by_name(self, mentor: Mentor) -> None:
        if mentor.name:
            self.namesakes.setdefault((mentor.school, folded(mentor.name)), []).append(mentor.code)

    def put(self, line: Line, one: Mentor | Mentee, known: bool) -> None:
        """A new or changed row of the registry."""
        if isinstance(one, Mentor):
            changed = self.mentors.get(one.code) != one
            self.mentors[one.code] = one
            target = self.plan.mentors if known else self.plan.new_mentors
            if changed:
                target.append(one)
            if not known:
                self.known_by_name(one)
        else:
            changed = self.mentees.get(one.code) != one
            self.mentees[one.code] = one
            if changed:
                (self.plan.mentees if known else self.plan.new_mentees).append(one)
            if one.list_no is not None:
                self.by_list[one.school, one.list_no] = one.code
        self.count(line, new=not known, changed=changed)

    def settle(self) -> None:
        """The schools as they are left, into the plan."""
        for number, school in self.schools.items():
            if number in self.new_schools:
                self.plan.new_schools.append(school)
            elif school != self.before[number]:
                self.plan.schools.append(school)


def folded(words: str | None) -> str:
    """What two spellings share."""
    return " ".join((words or "").casefold().replace("ё", "е").split())
