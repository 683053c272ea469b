"""Row by row: what is new, what changes, what is the same, and what is wrong in which cell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.form import Facts
from domain.imports import planning, reading
from domain.imports.registry import Mentee, Mentor, Pair, Plan, Registry, School, Tally
from domain.imports.sheets import SHEETS
from domain.imports.tables import Odd, Table, Unreadable, cell
from domain.pairs import State

FACTS = Facts(date(2026, 11, 24))
PAPER = "№ 12 от 01.09.2026"
KNOWN = Registry(
    schools=(School(7, "Школа № 7", 2, 2), School(8, "Школа № 8"), School(9, "Лицей", 1, 1, True)),
    mentors=(Mentor("Ш07-Н01", 7, "adult", "Липова Тамара", "завод", PAPER),),
    mentees=(Mentee("Ш07-001", 7, 1, "8Б", None, "both", PAPER),),
    pairs=(
        Pair(5, 7, "teacher-pupil", "Ш07-Н01", frozenset({"Ш07-001"}), "учиться", date(2026, 10, 1), date(2027, 5, 31),
             None, State.ACTIVE),
    ),
    next_pair=6,
)  # fmt: skip

WITH_PROFILE = replace(
    KNOWN, mentors=(Mentor("Ш07-Н01", 7, "adult", "Липова Тамара", "завод", PAPER, "art", None, None, 2, 1),)
)


def table(key: str, *rows: Sequence[Any], without: Sequence[str] = ()) -> Table:
    sheet = next(one for one in SHEETS if one.key == key)
    header = [column.title for column in sheet.columns if column.key not in without]
    return Table(sheet.title, 1, header, [(number, list(row)) for number, row in enumerate(rows, start=2)])


def plan(*tables: Table, own: int | None = None, registry: Registry = KNOWN) -> Plan:
    return planning.plan(reading.read(tables, FACTS), registry, own)


def faults(*tables: Table, own: int | None = None) -> dict[str, str]:
    return {fault.cell: fault.words for fault in plan(*tables, own=own).faults}


def mentor(*, code: str = "", kind: str = "Взрослый", name: str = "", place: str = "", paper: str = PAPER) -> list[Any]:
    return [7, code, kind, name, place, paper]


def mentee(number: Any = None, *, code: str = "", grade: str = "8Б", request: str = "") -> list[Any]:
    return [7, code, number, grade, request, "Ребёнка и родителя", PAPER]


def pair(mentor: str = "Липова Тамара", mentees: Any = "Ш07-001", goal: str = "учиться", **more: Any) -> list[Any]:
    given = {"starts": "01.10.2026", "ends": "31.05.2027", "order": "", "ready": "да"} | more
    return [
        7,
        "педагог – ученик",
        mentor,
        mentees,
        goal,
        given["starts"],
        given["ends"],
        given["order"],
        given["ready"],
    ]


def test_what_a_mentor_can_give_and_a_mentee_asks_for_comes_from_optional_columns() -> None:
    said = ["Языки, программирование", "8–9 класс", "педагог – ученик", 4, 3]
    made = plan(table("mentors", [*mentor(name="Соснин Роман"), *said]), table("mentees", [*mentee(2), "языки"]))
    (one,) = made.new_mentors
    assert (one.competences, one.ages, one.forms, one.hours, one.places) == (
        "it,languages", "teen", "teacher-pupil", 4, 3,
    )  # fmt: skip
    assert made.new_mentees[0].wants == "languages"
    assert "Такого варианта нет" in faults(table("mentors", [*mentor(name="Соснин Роман"), "магия"]))["G2"]
    kept = plan(table("mentors", mentor(code="Ш07-Н01", place="фабрика")), registry=WITH_PROFILE)
    assert kept.mentors[0].competences == "art"


# New, changed, the same ------------------------------------------------------------------------------------


def test_schools_are_known_by_their_number() -> None:
    made = plan(table("schools", [7, "Школа № 7"], [8, "Гимназия № 8"], [10, "Интернат"]))
    assert made.tallies == {"schools": Tally(added=1, changed=1, same=1)}
    assert [one.name for one in made.new_schools] == ["Интернат"]
    assert [one.name for one in made.schools] == ["Гимназия № 8"]


def test_a_mentor_is_known_by_code_or_by_name_and_place() -> None:
    made = plan(
        table(
            "mentors",
            mentor(code="ш07-н01", place="фабрика"),
            mentor(name="Соснин Роман", place="библиотека"),
            mentor(name="Липова Тамара", place="школа"),
        )
    )
    assert made.tallies == {"mentors": Tally(added=2, changed=1)}
    assert [(one.code, one.place) for one in made.mentors] == [("Ш07-Н01", "фабрика")]
    assert [(one.code, one.name) for one in made.new_mentors] == [
        ("Ш07-Н02", "Соснин Роман"),
        ("Ш07-Н03", "Липова Тамара"),
    ]
    again = plan(table("mentors", mentor(name="липова  тамара", place="Завод")))
    assert again.tallies == {"mentors": Tally(same=1)} or again.mentors[0].code == "Ш07-Н01"


def test_a_pupil_who_mentors_gets_a_code_and_has_no_name() -> None:
    made = plan(table("mentors", mentor(kind="ученик", place="10А", paper="№ 40 от 01.09.2026")))
    (new,) = made.new_mentors
    assert (new.code, new.kind, new.name, new.place) == ("Ш07-Н02", "pupil", None, "10А")
    assert faults(table("mentors", mentor(kind="Ученик", name="Соснин Роман", place="10А")))["D2"].startswith(
        "Ученик-наст"
    )


def test_a_new_mentee_gets_a_code_and_the_report_says_which_row_got_which() -> None:
    made = plan(table("mentees", mentee(1), mentee(2, grade="2012"), mentee("3", request="выбрать профессию")))
    assert made.tallies == {"mentees": Tally(added=2, same=1)}
    assert [(one.row, one.list_no, one.code, one.new) for one in made.given] == [
        (2, 1, "Ш07-001", False),
        (3, 2, "Ш07-002", True),
        (4, 3, "Ш07-003", True),
    ]
    assert [(one.number, one.next_mentee) for one in made.schools] == [(7, 4)]


def test_a_pair_means_people_of_the_same_file_by_the_schools_own_numbers() -> None:
    made = plan(
        table("mentors", mentor(name="Соснин Роман", place="библиотека")),
        table("mentees", mentee(2), mentee(3)),
        table("pairs", pair("Соснин Роман", "2, 3"), pair(mentees=1, goal="учиться лучше")),
    )
    assert made.faults == []
    (new,) = made.new_pairs
    assert (new.id, new.mentor, new.mentees, new.state) == (6, "Ш07-Н02", {"Ш07-002", "Ш07-003"}, State.ACTIVE)
    assert [(one.id, one.goal) for one in made.pairs] == [(5, "учиться лучше")]


@pytest.mark.parametrize(("ready", "state"), [("да", State.ACTIVE), ("нет", State.DRAFT), ("", State.DRAFT)])
def test_a_pair_without_every_consent_is_a_draft(ready: str, state: State) -> None:
    bare = [7, "", 2, "8Б", "", "", ""]
    made = plan(table("mentees", mentee(3), bare), table("pairs", pair(mentees="3", ready=ready), pair(mentees="2")))
    assert [one.state for one in made.new_pairs] == [state, State.DRAFT]


def test_a_closed_pair_is_left_alone() -> None:
    closed = Registry(KNOWN.schools, KNOWN.mentors, KNOWN.mentees, (
        Pair(5, 7, "teacher-pupil", "Ш07-Н01", frozenset({"Ш07-001"}), "учиться", date(2026, 10, 1), date(2027, 5, 31),
             None, State.COMPLETED),
    ), 6)  # fmt: skip
    assert plan(table("pairs", pair(goal="другая")), registry=closed).tallies == {"pairs": Tally(same=1)}
    assert plan(table("pairs", pair(starts="01.11.2026")), registry=closed).tallies == {"pairs": Tally(added=1)}


def test_blank_cells_of_known_rows_change_nothing() -> None:
    made = plan(table("mentees", [7, "Ш07-001", None, None, None, None, None]), table("pairs", pair(goal="")))
    assert made.tallies == {"mentees": Tally(same=1), "pairs": Tally(same=1)}
    assert made.empty


def test_a_second_import_of_the_same_file_adds_nothing() -> None:
    """The registry as the first one left it."""
    book = [
        table("schools", [10, "Интернат"]),
        table(
            "mentors",
            mentor(name="Соснин Роман", place="библиотека"),
            mentor(kind="Ученик", place="10А", paper="№ 40 от 01.09.2026"),
        ),
        table("mentees", mentee(2), mentee(3)),
        table("pairs", pair("Соснин Роман", "2, 3"), pair("Ш07-Н03", "2")),
    ]
    first = plan(*book)
    assert first.faults == []
    left = {school.number: school for school in (*KNOWN.schools, *first.schools, *first.new_schools)}
    after = Registry(
        tuple(left.values()),
        (*KNOWN.mentors, *first.new_mentors),
        (*KNOWN.mentees, *first.new_mentees),
        (*KNOWN.pairs, *first.new_pairs),
        8,
    )
    second = plan(*book, registry=after)
    assert second.faults == []
    assert second.empty
    assert sum(tally.same for tally in second.tallies.values()) == 7


# What is wrong, and where ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "where", "words"),
    [
        (table("schools", ["семь", "Школа"]), "A2", "Например: 14"),
        (table("schools", [11, "школа № 8"]), "B2", "с номером 8"),
        (table("schools", [9, "Лицей"]), "A2", "в архиве"),
        (table("schools", [12, ""]), "B2", "Заполните «Название», например: МБОУ"),
        (table("schools", [12, "а б"], [12, "в г"]), "A3", "в строке 2"),
        (table("mentors", [99, "", "Взрослый", "Соснин Роман", "", PAPER]), "A2", "99 в списке нет"),
        (table("mentors", [9, "", "Взрослый", "Соснин Роман", "", PAPER]), "A2", "9 в списке нет"),
        (table("mentors", mentor(code="Ш07-Н09")), "B2", "Такого кода в школе 7 нет"),
        (table("mentors", mentor(kind="дедушка", name="Соснин Роман")), "C2", "Подходит: Взрослый, Ученик."),
        (table("mentors", mentor(name="Соснин Роман", paper="")), "F2", "Заполните «Согласие»"),
        (table("mentors", mentor()), "D2", "Заполните «ФИО»"),
        (table("mentors", mentor(kind="Ученик")), "E2", "Заполните «Место работы или класс»"),
        (table("mentees", mentee()), "C2", "Заполните «№ в вашем списке»"),
        (table("mentees", mentee(2, grade="")), "D2", "Заполните «Класс"),
        (table("mentees", mentee(2), mentee(2)), "A3", "в строке 2"),
        (table("mentees", mentee(2, request="Петров Миша хочет в колледж")), "E2", "имя человека"),
        (table("mentees", mentee(2, code="Петров Миша")), "B2", "имя человека"),
        (table("pairs", pair(mentees="Петров Миша")), "D2", "имя человека"),
        (table("mentees", mentee(2, code="Ш08-001")), "B2", "Такого кода в школе 7 нет"),
        (table("mentees", [7, "", 2, "8Б", "", "Ребёнка и родителя", ""]), "G2", "Заполните «Номер и дата согласия»"),
        (table("mentees", mentee(2, grade=Odd.FORMULA)), "D2", "формула"),
        (table("mentees", mentee(2, grade="=A1")), "D2", "формула"),
        (table("mentees", mentee(2, request=Odd.ERROR)), "E2", "ошибка"),
        (table("pairs", pair("Кто-то Ещё")), "C2", "Добавьте его на листе «Наставники»"),
        (table("pairs", pair(mentees="Ш07-099")), "D2", "«Ш07-099» в школе 7 нет"),
        (table("pairs", pair(mentees="77")), "D2", "«77» в школе 7 нет"),
        (table("pairs", pair(ends="01.09.2026")), "G2", "раньше начала"),
        (table("pairs", pair(starts="вчерась")), "F2", "Например: 5.10"),
        (table("pairs", pair(goal="помочь Петрову Мише")), "E2", "имя человека"),
        (table("pairs", pair(), pair()), "A3", "в строке 2"),
    ],
)
def test_each_mistake_is_told_with_its_cell_and_an_example(made: Table, where: str, words: str) -> None:
    found = faults(made)
    assert where in found, found
    assert words in found[where]


def test_a_cell_is_told_once() -> None:
    assert list(faults(table("schools", ["семь", "Школа"]))) == ["A2"]


def test_everything_wrong_is_told_at_once_and_nothing_is_planned_around_it() -> None:
    made = plan(table("schools", ["x", "y"], [10, "Интернат"]), table("mentors", mentor(), mentor(code="нет")))
    assert {one.cell for one in made.faults} == {"A2", "B2", "D2", "B3"}


@pytest.mark.parametrize("heading", ["ФИО ребёнка", "Фамилия", "Телефон родителя", "Ученики", "Петров Миша"])
def test_a_column_of_names_is_refused_whatever_stands_in_it(heading: str) -> None:
    sheet = table("mentees", mentee(2))
    found = faults(Table(sheet.title, 1, [*sheet.header, heading], sheet.rows))
    assert "личные данные детей" in found["I1"]
    assert heading not in found["I1"]


@pytest.mark.parametrize("column", ["code", "mentees"])
def test_what_may_be_a_childs_name_is_never_repeated(column: str) -> None:
    made = table("mentees", mentee(2, code="Миша")) if column == "code" else table("pairs", pair(mentees="Миша"))
    assert faults(made)
    assert "миша" not in str(faults(made)).lower()


def test_unknown_columns_and_sheets_are_told_of() -> None:
    sheet = table("schools", [10, "Интернат", "да"])
    assert "Такого столбца нет" in faults(Table(sheet.title, 1, [*sheet.header, "Ремонт"], sheet.rows))["C1"]
    assert "Такого листа" in faults(Table("Лист3", 1, ["а"], [(2, ["б"])]))["A1"]
    assert "стоит дважды" in faults(Table("Школы", 1, ["Номер", "номер"], [(2, [1, 2])]))["B1"]


def test_headings_may_be_starred_and_stand_in_any_order() -> None:
    made = plan(Table("школы", 3, ["Название *", "НОМЕР"], [(4, ["Интернат", 10.0])]))
    assert [(one.number, one.name) for one in made.new_schools] == [(10, "Интернат")]


def test_the_rows_that_show_how_are_passed_over_and_told_of_once_they_are_changed() -> None:
    for sheet in SHEETS:
        example = [column.example for column in sheet.columns]
        with pytest.raises(Unreadable, match="ни одной"):
            plan(table(sheet.key, example))
    found = faults(table("schools", [11, "Пример: МБОУ «Школа № 7»"]))
    assert "строка-пример" in found["B2"]


def test_a_coordinator_imports_their_own_school_alone() -> None:
    own = table("mentees", mentee(2)[1:], without=["school"])
    assert plan(own, own=7).tallies == {"mentees": Tally(added=1)}
    assert "Чужие не загружаются" in faults(table("mentees", [8, *mentee(2)[1:]]), own=7)["A2"]
    assert "загружает управление" in faults(table("schools", [10, "Интернат"]), own=7)["A2"]


def test_cells_are_named_as_in_the_table() -> None:
    assert [cell(14, place) for place in (0, 2, 25, 26, 701, 702)] == ["A14", "C14", "Z14", "AA14", "ZZ14", "AAA14"]
