"""What a mutant is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutant:
    """`old` stands exactly once in `file` and becomes `new`; one of `tests` must then fail."""

    promise: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
