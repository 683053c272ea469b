from io import BytesIO

import numpy as np
import pytest
from matplotlib import image

from views import qr

LINK = "https://t.me/sample_mentoring_bot?start=i_Q7mZk2x9LwPq4vTnB8sYc1"
QUIET = 4
FINDER = np.array([[max(abs(row - 3), abs(column - 3)) in (0, 1, 3) for column in range(7)] for row in range(7)])


def modules(content: bytes) -> np.ndarray:
    """The code as scanned: True where dark, one element per module, the quiet zone cut off."""
    pixels = image.imread(BytesIO(content))
    dark = (pixels if pixels.ndim == 2 else pixels[..., 0]) < 0.5
    assert dark.shape[0] == dark.shape[1]
    first = int(np.argmax(dark.any(axis=1)))
    scale = first // QUIET
    assert first == scale * QUIET, "four white modules above"
    assert not dark[-first:].any(), "and below"
    assert not dark[:, :first].any(), "and on the left"
    assert not dark[:, -first:].any(), "and on the right"
    return dark[first:-first:scale, first:-first:scale]


@pytest.mark.parametrize("link", [LINK, "t.me/b"])
def test_a_link_of_any_length_makes_a_full_code_with_three_finders(link: str) -> None:
    found = modules(qr.png(link))
    assert (len(found) - 17) % 4 == 0
    for corner in (found[:7, :7], found[:7, -7:], found[-7:, :7]):
        assert (corner == FINDER).all()


def test_a_picture_is_large_enough_for_another_phone_to_scan() -> None:
    side = image.imread(BytesIO(qr.png(LINK))).shape[0]
    assert 600 <= side <= 700


def test_a_scratched_code_can_be_read() -> None:
    """The two format bits are 11 for the weakest level, L; M, Q and H mend 15 % and more."""
    found = modules(qr.png(LINK))
    assert not (found[8, 0] and found[8, 1])


def test_two_links_make_two_pictures() -> None:
    assert qr.png(LINK) != qr.png(LINK[:-1] + "2")
