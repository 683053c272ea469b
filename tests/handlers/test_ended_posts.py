"""A post that has ended opens nothing any more: not by an old link, not by an old button, not from another post."""

import pytest

from handlers.case import Case
from storage import invitations, people
from tests.handlers.phone import Line, again, shown, tap
from tests.handlers.test_schools import NOW
from tests.handlers.test_succession import SUCCESSOR, secret


async def dismissed(line: Line, department: Case, whom: Case) -> None:
    verb = f"s.dismiss:{whom.school_id}:{whom.person.post.id}"
    await line.feed(tap(verb, department.person.telegram_id))


async def test_a_dismissed_coordinator_does_not_come_back_by_a_link_of_their_own(
    line: Line, department: Case, coordinator: Case
) -> None:
    me = coordinator.person.telegram_id
    link = secret(await line.feed(tap("ho.invite", me)))
    await dismissed(line, department, coordinator)
    assert "ссылка не действует" in shown(await line.feed(tap(f"join:{link}", me)))
    with pytest.raises(LookupError):
        await again(coordinator)


async def test_links_that_others_have_made_go_on_when_a_post_ends(
    line: Line, department: Case, coordinator: Case
) -> None:
    boss, school = department.person.telegram_id, coordinator.school_id
    link = secret(await line.feed(tap(f"ho.swap:{school}:{coordinator.person.post.id}", boss)))
    await dismissed(line, department, coordinator)
    await line.feed(tap(f"join:{link}", SUCCESSOR))
    assert await invitations.waiting(line.db, school, NOW) == []
    newcomer = await people.find(line.db, SUCCESSOR)
    assert newcomer
    assert newcomer.post.school_id == school
