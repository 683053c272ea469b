"""What a button carries: a verb and its arguments, "pair.open:12". Parsed, never trusted."""

from typing import Final

SEPARATOR: Final = ":"


def action(verb: str, *args: str | int) -> str:
    """The callback data of a button; the last argument may hold any characters."""
    return SEPARATOR.join((verb, *map(str, args)))


def parse(data: str) -> tuple[str, str]:
    """The verb and the rest; whoever serves the verb splits the rest into as many parts as it expects."""
    verb, _, rest = data.partition(SEPARATOR)
    return verb, rest
