import pytest

from domain import school_list
from domain.registry import School
from domain.school_list import Wrong

SEVEN = School(1, 7, "МБОУ «Школа № 7»")


def sort(text: str, *schools: School) -> school_list.Sorted:
    return school_list.sort(text, schools, {school.number: school.name for school in schools})


@pytest.mark.parametrize(
    ("raw", "number", "name"),
    [
        ("МБОУ «Школа № 8»", None, "МБОУ «Школа № 8»"),
        ("8 МБОУ «Школа № 8»", 8, "МБОУ «Школа № 8»"),
        ("8. МБОУ «Школа № 8»", 8, "МБОУ «Школа № 8»"),
        ("8.МБОУ «Школа № 8»", 8, "МБОУ «Школа № 8»"),
        ("8) МБОУ «Школа № 8»", 8, "МБОУ «Школа № 8»"),
        ("№8 МБОУ «Школа № 8»", 8, "МБОУ «Школа № 8»"),
        ("№ 8 – МБОУ «Школа № 8»;", 8, "МБОУ «Школа № 8»"),
        ("8\tМБОУ   «Школа № 8»", 8, "МБОУ «Школа № 8»"),
        ("• Лицей", None, "Лицей"),
        ("2-я гимназия", None, "2-я гимназия"),
        ("7.1 класс-комплект", None, "7.1 класс-комплект"),
    ],
)
def test_a_number_in_front_is_the_number_of_the_codes(raw: str, number: int | None, name: str) -> None:
    (line,) = sort(raw).new
    assert (line.number, line.name) == (number, name)


def test_blank_lines_are_nothing_and_windows_line_ends_do_not_matter() -> None:
    found = sort("\r\n\r\nЛицей\r\n \t\r\nГимназия\r\n")
    assert [line.name for line in found.new] == ["Лицей", "Гимназия"]
    assert not found.faults


def test_a_school_on_the_list_is_counted_and_not_doubled_however_it_is_spelled() -> None:
    found = sort('мбоу "Школа № 7"\n7 МБОУ «Школа № 7»\nЛицей\nЛИЦЕЙ', SEVEN)
    assert [line.name for line in found.new] == ["Лицей"]
    assert found.known == 3  # school 7 twice, the second Лицей


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        ("8", Wrong.NO_NAME),
        ("№ 8.", Wrong.NO_NAME),
        ("---", Wrong.NO_NAME),
        ("0 Лицей", Wrong.BAD_NUMBER),
        ("1000 Лицей", Wrong.BAD_NUMBER),
        ("Л" * 121, Wrong.TOO_LONG),
        ("7 Лицей", Wrong.NUMBER_TAKEN),
        ("9 МБОУ «Школа № 7»", Wrong.OTHER_NUMBER),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(raw: str, wrong: Wrong) -> None:
    found = sort(raw, SEVEN)
    assert [fault.wrong for fault in found.faults] == [wrong]
    assert not found.new


def test_a_name_of_120_characters_is_taken() -> None:
    assert len(sort("8 " + "Л" * 120).new) == 1


def test_two_schools_of_one_list_cannot_share_a_number() -> None:
    found = sort("8 Лицей\n8 Гимназия")
    (fault,) = found.faults
    assert (fault.wrong, fault.number, fault.other) == (Wrong.NUMBER_TAKEN, 8, "Лицей")


def test_every_wrong_line_is_named() -> None:
    assert [fault.raw for fault in sort("0 А\nЛицей\n1000 Б").faults] == ["0 А", "1000 Б"]
