import pytest

from domain import search


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("завод", True),
        ("МАЯК зав", True),  # every word, in any case and order, by its beginning
        ("елка", True),  # ё is е on both sides
        ("ёлка", True),
        ("аяк", False),  # not from the middle
        ("завод луч", False),
        ("", True),
        ("12/26", True),
        ("100%", False),  # a sign means nothing
        ("%", True),
    ],
)
def test_every_word_sought_must_begin_a_word_that_is_there(sought: str, found: bool) -> None:
    assert search.matches(search.index("ООО «Завод «Маяк»", "Ёлка, 12/26"), sought) is found
