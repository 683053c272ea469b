"""An address is kept as it was typed, or refused with an example."""

from datetime import date

import pytest

from domain.form import AnswerRejected, Facts
from domain.links import Link

FACTS = Facts(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://school.example/news/15", "https://school.example/news/15"),
        (" http://школа.рф/новости?utm_source=tg&id=3#x ", "http://школа.рф/новости?utm_source=tg&id=3#x"),
        ("vk.com/wall-1_2", "https://vk.com/wall-1_2"),
        ("HTTPS://VK.COM/Wall", "HTTPS://VK.COM/Wall"),
        ("https://192.0.2.1:8080/a", "https://192.0.2.1:8080/a"),
    ],
)
def test_an_address_is_kept_with_its_tracking_parameters(typed: str, kept: str) -> None:
    assert Link().parse(typed, FACTS) == kept
    assert Link().parse(kept, FACTS) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "нет ссылки",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://school.example/a",
        "https://",
        "https://localhost/a",
        "https://user:pass@school.example/",
        "https://school.example:port/",
        "https://[::1/",
        "https://school..example",
        'https://school.example/"onclick',
        "https://school.example/a b",
        "https://school.example/\u202etxt.exe",
        "https://" + "a" * 1001 + ".example",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(AnswerRejected, match=r"Например|короче"):
        Link().parse(typed, FACTS)
