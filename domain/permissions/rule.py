"""What one line of the table of permissions says: who, over whose data, in which chat."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from domain.people import Person, Role


class Whose(StrEnum):
    """How far the one who acts reaches. Within it each load takes their scope."""

    EVERYTHING = "everything"
    SCHOOL = "own school"
    PAIRS = "own pairs"
    SELF = "oneself, in whatever school"
    PUBLIC = "public among those who take part, by the order"
    LINK = "whoever holds the link"
    NOTHING = "nobody's data"


class Place(StrEnum):
    PRIVATE = "a conversation of one person with the bot"
    GROUP = "a conversation of many"


@dataclass(frozen=True, slots=True)
class Rule:
    """`reach` has a line for each role that may; `stranger` is set where somebody without a post may, too.
    With `any_post` it is enough to have the role in one of one's posts: the buttons of messages that come unasked,
    answered in the post they were for."""

    reach: Mapping[Role, Whose]
    stranger: Whose | None = None
    any_post: bool = False
    place: Place = Place.PRIVATE
    roles: frozenset[Role] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", frozenset(self.reach))

    def allows(self, person: Person | None) -> bool:
        """`person` is None for a stranger."""
        if person is None:
            return self.stranger is not None
        if self.any_post:
            return any(post.role in self.roles for post in person.posts)
        return person.post.role in self.roles


Rules = Mapping[str, Rule]

DEPARTMENT, COORDINATOR, MENTOR = Role.DEPARTMENT, Role.COORDINATOR, Role.MENTOR

TOWN: Final = Rule({DEPARTMENT: Whose.EVERYTHING})
SCHOOL: Final = Rule({COORDINATOR: Whose.SCHOOL})
MENTORING: Final = Rule({MENTOR: Whose.PAIRS})
OFFICES: Final = Rule({DEPARTMENT: Whose.EVERYTHING, COORDINATOR: Whose.SCHOOL})
PAIRS: Final = Rule({COORDINATOR: Whose.SCHOOL, MENTOR: Whose.PAIRS})
SELF: Final = Rule(dict.fromkeys(Role, Whose.SELF))
SHELF: Final = Rule(dict.fromkeys(Role, Whose.PUBLIC))
FAIR: Final = Rule({DEPARTMENT: Whose.EVERYTHING, COORDINATOR: Whose.PUBLIC})
JURY: Final = Rule({DEPARTMENT: Whose.SELF, COORDINATOR: Whose.SELF})  # what they were named to judge
ANYBODY: Final = Rule(dict.fromkeys(Role, Whose.SELF), stranger=Whose.NOTHING)
OWN: Final = Rule(dict.fromkeys(Role, Whose.SELF), stranger=Whose.SELF)
HOLDER: Final = Rule(dict.fromkeys(Role, Whose.LINK), stranger=Whose.LINK)
TO_DEPARTMENT: Final = Rule(TOWN.reach, any_post=True)
TO_COORDINATOR: Final = Rule(SCHOOL.reach, any_post=True)
TO_MENTOR: Final = Rule(MENTORING.reach, any_post=True)
TO_FAIR: Final = Rule(FAIR.reach, any_post=True)
TO_PAIRS: Final = Rule(PAIRS.reach, any_post=True)
GROUP: Final = Rule(TOWN.reach, stranger=Whose.NOTHING, any_post=True, place=Place.GROUP)


def table(*lines: tuple[Rule, str]) -> dict[str, Rule]:
    """Each line is a rule and the names it is for. Raises ValueError for a name that stands twice."""
    rules: dict[str, Rule] = {}
    for rule, names in lines:
        for name in names.split():
            if name in rules:
                raise ValueError(f"two rules for {name}")
            rules[name] = rule
    return rules
