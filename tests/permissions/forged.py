"""What buttons say: their verb, the ids in them, and what is put into their places."""

from typing import Final

MISSING: Final = "987654"
BEYOND: Final = "99999999999999"  # no list has so many pages
BROKEN: Final = (
    "",
    ":",
    ":0",
    ":-1",
    ":01",
    ":1e3",
    ":" + "9" * 20,
    ":1:1:1:1:1:1:1",
    ":' OR 1=1",
    ":Ш43-001",
    ":٣:٣",
    ":1:0:-1",
)
# What stands at these places of a button is no thing of anybody's: a day's minutes, a row of the order, a revision.
NO_ID: Final = {
    "v.put": {2, 3, 4},
    "v.min": {2},
    "v.topic": {2},
    "v.resume": {2, 3, 4},
    "v.came": {3, 4},
    "nv.new": {1, 2},
    "ro.row": {1},
    "ev.row": {1},
    "v.as": {2, 3},
    "ct.score": {2, 3},
    "ev.fix": {2, 3},
}
LINKS: Final = frozenset({"join", "qs.go"})  # a link is its holder's, whoever that is
# One thing, for all who are invited.
SHARED: Final = frozenset({"sm.open", "sm.join", "sm.leave", "bc.read", "ct.open"})


def named(data: str) -> str:
    """The verb; of the button that opens a form, with the form's key."""
    verb, _, rest = data.partition(":")
    return f"{verb}:{rest.partition(':')[0]}" if verb == "f.n" else verb


def identifies(part: str) -> bool:
    inner = part.rpartition(".")[2] if "." in part else part
    return (inner.isdigit() and inner != "0") or len(part) > 15
