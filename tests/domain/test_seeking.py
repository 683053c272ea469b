import pytest

from domain import seeking


@pytest.mark.parametrize(
    ("sought", "fits"),
    [
        ("сем", True),
        ("СЕМИНАР", True),
        ("встреча первая", True),
        ("еж", True),  # «ё» is «е»
        ("минар", True),
        ("ст", False),  # two letters within a word say nothing
        ("семинар вторая", False),
        ("«первая»", True),
        ("03.12", True),
        ("№ 7", True),
    ],
)
def test_every_word_must_be_found(sought: str, fits: bool) -> None:
    assert seeking.fits(sought, "Семинар «Первая встреча» ёжик", "03.12.2026 7") is fits


def test_marks_alone_ask_for_nothing() -> None:
    assert seeking.nothing_asked(" «» № … ".replace("…", "."))
    assert not seeking.nothing_asked("7")
