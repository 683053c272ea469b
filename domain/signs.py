"""Signs that show nothing, or turn around what stands beside them."""

import re
import unicodedata
from typing import Final

CONTROLS: Final = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
UNSEEN: Final = re.compile("[\r\u200e\u200f\u2028-\u202e\u2066-\u2069]")  # would turn whatever stands after them around
BLANK: Final = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that show nothing
LONGEST: Final = 128  # characters of a name, as the messenger has them


def shows(text: str) -> bool:
    """Whether anything can be seen of it: a name of joiners and fillers is a blank button."""
    return any(letter not in BLANK and unicodedata.category(letter)[0] not in "CZ" for letter in text)


def name(given: str, instead: str) -> str:
    """A name that somebody has given themselves elsewhere, fit to stand in our sentences: on one line, as it was
    typed but for what turns words around; `instead` of one that shows nothing."""
    return clean(clean(given)[:LONGEST]) or instead


def clean(given: str) -> str:
    """The same of whatever length; empty where nothing of it shows."""
    whole = given.encode("utf-8", "replace").decode()  # half of a sign cannot be stored
    text = " ".join(UNSEEN.sub("", CONTROLS.sub(" ", whole)).split())
    return text if shows(text) else ""
