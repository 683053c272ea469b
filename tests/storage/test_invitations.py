import re
from datetime import timedelta

import pytest

from domain.people import Role
from storage import invitations
from tests.village import BEGIN, Village


class Desk:
    """Somebody who invites to a school."""

    def __init__(self, village: Village, school: int, by: int) -> None:
        self.db, self.village, self.school, self.by = village.db, village, school, by

    async def invite(self) -> str:
        return await invitations.make(self.db, Role.COORDINATOR, self.school, self.by, BEGIN)

    async def waiting(self) -> int:
        return len(await invitations.waiting(self.db, self.school, BEGIN))


@pytest.fixture
async def desk(village: Village) -> Desk:
    return Desk(village, await village.school("Лицей"), (await village.person(Role.DEPARTMENT)).id)


async def test_a_secret_fits_a_deep_link_and_is_never_the_same(desk: Desk) -> None:
    secrets = {await desk.invite() for _ in range(20)}
    assert len(secrets) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{20,64}", secret) for secret in secrets)


async def test_the_secret_is_not_in_the_database(desk: Desk) -> None:
    secret = await desk.invite()
    rows = await desk.db.all("SELECT * FROM invitations")
    assert not any(secret in str(value) for row in rows for value in tuple(row))


async def test_an_invitation_lives_for_seven_days(desk: Desk) -> None:
    secret = await desk.invite()
    end = BEGIN + timedelta(days=7)
    assert await invitations.find(desk.db, secret, end - timedelta(microseconds=1))
    assert await invitations.find(desk.db, secret, end) is None


async def test_a_used_one_a_revoked_one_and_a_made_up_one_look_the_same(desk: Desk) -> None:
    used, revoked = await desk.invite(), await desk.invite()
    found = await invitations.find(desk.db, used, BEGIN)
    assert found
    await invitations.use(desk.db, found["id"], desk.by, BEGIN)
    assert await desk.waiting() == 1
    assert await invitations.revoke_all(desk.db, desk.school, BEGIN) == 1
    assert await desk.waiting() == 0
    assert [await invitations.find(desk.db, one, BEGIN) for one in (used, revoked, "made-up")] == [None] * 3


async def test_revoking_reaches_one_school_and_one_role(desk: Desk) -> None:
    kept = await invitations.make(desk.db, Role.COORDINATOR, await desk.village.school("Гимназия"), desk.by, BEGIN)
    await desk.invite()
    assert await invitations.revoke_all(desk.db, desk.school, BEGIN, Role.MENTOR) == 0
    assert await invitations.revoke_all(desk.db, desk.school, BEGIN) == 1
    assert await invitations.find(desk.db, kept, BEGIN)


async def test_an_archived_school_lets_nobody_in(desk: Desk) -> None:
    secret = await desk.invite()
    await desk.db.run("UPDATE schools SET archived_at = '2026-05-01'")
    assert await invitations.find(desk.db, secret, BEGIN) is None
