import re
import zlib

import pytest

from views import link_cards
from views.link_cards import Card

LINK = "https://t.me/sample_mentoring_bot?start=qs-AbCdEfGhIjKlMnOpQrStUv"


def pages(many: int) -> list[bytes]:
    """What is drawn on each sheet."""
    cards = [Card(f"Ш07-{n:03}", "Анкета до начала", f"{LINK}{n}", "чт 03.12.2026") for n in range(many)]
    content = link_cards.pdf(cards, "Ссылки на анкеты")
    streams = [
        zlib.decompress(one) for one in re.findall(rb"/FlateDecode[^>]*>>\nstream\n(.*?)\nendstream", content, re.S)
    ]
    return [one for one in streams if b" re\n" in one or b"BT" in one]


@pytest.mark.parametrize(("many", "sheets"), [(1, 1), (8, 1), (9, 2), (20, 3)])
def test_eight_cards_stand_on_a_sheet(many: int, sheets: int) -> None:
    drawn = pages(many)
    assert len(drawn) == sheets
    assert sum(page.count(b"BT") for page in drawn) >= many
