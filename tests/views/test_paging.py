import pytest

from views import paging


@pytest.mark.parametrize(
    ("total", "page", "labels"),
    [
        (0, 0, []),
        (8, 0, []),  # 8 fit on one page
        (9, 0, ["1 из 2", "›"]),
        (9, 1, ["‹", "2 из 2"]),
        (24, 1, ["‹", "2 из 3", "›"]),  # 24 / 8 = 3 pages
        (24, 99, ["‹", "3 из 3"]),  # the list has shrunk since
    ],
)
def test_the_pager_shows_where_one_is_and_where_one_can_go(total: int, page: int, labels: list[str]) -> None:
    assert [button.label for button in paging.pager("s.list", (), page, total)] == labels


def test_the_pages_together_are_the_list() -> None:
    items = list(range(19))
    assert [item for page in range(3) for item in paging.page_of(items, page)] == items


def test_a_page_past_the_end_is_the_last_one() -> None:
    assert list(paging.page_of(list(range(19)), 10**14)) == [16, 17, 18]
    assert list(paging.page_of([], 3)) == []


def test_turning_a_page_keeps_the_arguments_before_it() -> None:
    back, here, forth = paging.pager("y.year", (2026,), 1, 20)
    assert [button.action for button in (back, here, forth)] == ["y.year:2026:0", "y.year:2026:1", "y.year:2026:2"]
