"""What a comparison of two counts has come to."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """`faults` are differences between the two counts, in words; the numbers tell how much was lived through."""

    faults: list[str] = field(default_factory=list)
    compared: int = 0
    pairs: int = 0
    meetings: int = 0
    reports: int = 0
    asked: int = 0
    digests: int = 0
    assessed: int = 0
    tapped: int = 0
    first_typed: list[int] = field(default_factory=list)
    later_typed: list[int] = field(default_factory=list)

    def same(self, what: str, product: object, counted: object) -> None:
        self.compared += 1
        if product != counted:
            self.faults.append(f"{what}: the product has {product}, the recount {counted}")
