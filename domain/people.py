"""Who people are to the roadmap, and how far each of them can see."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    DEPARTMENT = "department"
    COORDINATOR = "coordinator"
    MENTOR = "mentor"


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows a person may reach: everything, one school, or one mentor's own. Every load takes one,
    so that a forged or stale button finds nothing, and nothing tells whether the thing exists."""

    school_id: int | None = None
    mentor_id: int | None = None


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Post:
    """One role of one person: a coordinator of a school, a mentor there, or the department."""

    id: int
    role: Role
    school_id: int | None = None
    school: str = ""
    mentor_id: int | None = None

    @property
    def scope(self) -> Scope:
        return Scope(self.school_id, self.mentor_id)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may use the bot: `telegram_id` is where they are written to, `post` the role they act in.
    They are not `reachable` from the day the messenger refuses them until they write again. `consent` is the version
    of the text they have agreed to here; None of whoever has on paper."""

    id: int
    telegram_id: int
    name: str
    post: Post
    posts: tuple[Post, ...]
    reachable: bool = True
    consent: str | None = None
