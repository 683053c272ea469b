"""What came of the presses."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Report:
    leaks: list[str] = field(default_factory=list)
    pressed: Counter[str] = field(default_factory=Counter)
    verbs: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)  # verbs pressed with what is another's, by somebody who may press them
    sought: set[str] = field(default_factory=set)  # verbs of lists that showed somebody what is their own
    people: int = 0

    def __str__(self) -> str:
        parts = " + ".join(f"{many} {kind}" for kind, many in sorted(self.pressed.items()))
        return (
            f"permissions: {len(self.verbs)} routes × {self.people} kinds of people × own/other/mixed/missing/broken: "
            f"{parts} = {self.pressed.total()} presses, {len(self.leaks)} leaks"
        )
