"""Drafts by themselves: who finds one."""

from domain.drafted import Draft
from domain.people import Role
from storage import drafts
from tests.village import BEGIN, Village


async def test_a_draft_is_found_by_its_own_school_alone(village: Village) -> None:
    db = village.db
    mine = await village.person(Role.COORDINATOR, await village.school("Школа А"))
    other = await village.person(Role.COORDINATOR, await village.school("Школа Б"))
    stored = await drafts.open_one(db, "monitoring", 1, f"{mine.post.school_id}:2026-Q4", mine, BEGIN, Draft())
    await drafts.focus_on(db, other.id, stored.id, stored.revision)
    assert await drafts.get(db, mine, stored.id) == stored
    assert await drafts.get(db, other, stored.id) is None
    assert await drafts.focus(db, other) is None
