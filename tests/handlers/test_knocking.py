"""Guessing an invitation: the same words for every secret that opens nothing, five tries an hour, and the department
hears of many."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.guessing import MANY, MOST, PAUSE
from domain.people import Role
from handlers.case import Case
from scheduler import upkeep
from storage import invitations, knocks, people
from storage.database import Database, Transaction
from tests.handlers import post
from tests.handlers.phone import STRANGER, Line, say, shown, tap
from tests.village import Village, local
from views.screen import Reply

DEAD = "ссылка не действует"
ENOUGH = "Слишком много попыток, попробуйте через час"


async def knock(line: Line, secret: str, who: int = STRANGER) -> Any:
    return await line.feed(say(f"/start {secret}", who))


async def shut_out(line: Line, who: int = STRANGER) -> None:
    for number in range(MOST):
        await knock(line, f"guess-{number}", who)


async def opened(line: Line, secret: str, who: int = STRANGER) -> bool:
    """Whether it makes somebody of them: the link followed and agreed to."""
    await knock(line, secret, who)
    await line.feed(tap(f"join:{secret}", who))
    return await people.find(line.db, who) is not None


@pytest.fixture
async def secret(department: Case, coordinator: Case) -> str:
    """To the coordinator's school."""
    db, school, by = coordinator.db, coordinator.school_id, department.person.id
    return await invitations.make(db, Role.COORDINATOR, school, by, coordinator.now)


async def test_after_five_wrong_ones_an_account_is_told_once_and_then_hears_nothing(line: Line) -> None:
    heard = [shown(await knock(line, f"guess-{number}")) for number in range(MOST + 3)]
    assert [DEAD in words for words in heard] == [True] * 4 + [False] * 4
    assert [ENOUGH in words for words in heard] == [False] * 4 + [True] + [False] * 3
    assert heard[MOST:] == [""] * 3
    assert shown(await line.feed(tap("join:guess"))) == ""
    assert await line.db.value("SELECT count(*) FROM knocks") == MOST, "what comes meanwhile is not even written down"


async def test_buttons_and_links_are_counted_together(line: Line) -> None:
    for number in range(MOST - 1):
        await line.feed(tap(f"join:guess-{number}"))
    assert ENOUGH in shown(await knock(line, "guess"))


@pytest.mark.parametrize("way", ["/start {}", "qs.go:{}"])
async def test_links_to_a_sheet_are_guessed_no_quicker(line: Line, secret: str, way: str) -> None:
    """As many letters as theirs have, and the same count as for invitations."""
    for number in range(MOST - 1):
        guess = way.format(f"qs-{number:022}")
        said = await line.feed(say(guess) if guess.startswith("/") else tap(guess))
        assert DEAD in shown(said)
    assert ENOUGH in shown(await knock(line, f"qs-{0:022}"))
    guess = way.format(f"qs-{9:022}")
    assert await line.feed(say(guess) if guess.startswith("/") else tap(guess)) == Reply()
    assert not await opened(line, secret)


async def test_meanwhile_a_right_one_is_not_looked_at_and_an_hour_later_it_is(line: Line, secret: str) -> None:
    await shut_out(line)
    right, wrong = await knock(line, secret), await knock(line, "guess")
    assert right == wrong == Reply()
    assert await line.feed(tap(f"join:{secret}")) == Reply()
    line.now += PAUSE - timedelta(seconds=1)
    assert not await opened(line, secret)
    line.now += timedelta(seconds=1)
    assert await opened(line, secret)


async def test_one_account_does_not_shut_out_another(line: Line, secret: str) -> None:
    await shut_out(line)
    assert await opened(line, secret, STRANGER + 1)


async def test_who_waits_at_the_door_still_uses_what_is_theirs(line: Line, coordinator: Case) -> None:
    await shut_out(line, coordinator.person.telegram_id)
    assert "Школа № 7" in shown(await line.feed(say("/start", coordinator.person.telegram_id)))


@pytest.mark.parametrize("how", ["used", "expired", "revoked", "archived", "made up", "of another bot", "too long"])
async def test_whatever_is_wrong_with_a_secret_it_is_told_in_the_same_words(
    line: Line, secret: str, coordinator: Case, how: str
) -> None:
    sent = secret
    match how:
        case "used":
            assert await opened(line, secret, STRANGER + 1)
        case "expired":
            line.now += invitations.VALID_FOR
        case "revoked":
            await invitations.revoke_all(line.db, coordinator.school_id, line.now)
        case "archived":
            await line.db.run("UPDATE schools SET archived_at = 'now'")
        case "of another bot":
            sent = secret[::-1]
        case "too long":
            sent = secret * 100
        case _:
            sent = "no-such"
    made_up = await knock(line, "made-up", STRANGER + 2)
    assert await knock(line, sent) == made_up
    assert await line.feed(tap(f"join:{sent}")) == made_up
    assert await line.db.value("SELECT count(*) FROM knocks") == 3
    assert await people.find(line.db, STRANGER) is None


async def test_of_the_account_only_a_keyed_hash_is_kept(line: Line) -> None:
    await knock(line, "guess")
    await knock(line, "guess")
    rows = [tuple(row) for row in await line.db.all("SELECT who, at FROM knocks")]
    assert len({who for who, _ in rows}) == 1
    assert str(STRANGER) not in str(rows)
    assert knocks.who(b"one key", STRANGER) != knocks.who(b"another", STRANGER)


async def many(line: Line, begin: int = 0) -> list[Any]:
    """As many wrong ones as are reported, from so many accounts, a second apart."""
    heard = []
    for number in range(begin, begin + MANY):
        line.now += timedelta(seconds=1)
        heard.append(await knock(line, "guess", 7_000_000 + number))
    return heard


async def queued(line: Line, returned: list[Any]) -> list[tuple[int, str]]:
    """Whom the report waits for, and when it may leave."""
    for one in returned:
        await post.queue(line.db, one, line.now)
    rows = await line.db.all("SELECT chat_id, not_before FROM outbox ORDER BY id")
    return [(row["chat_id"], datetime.fromisoformat(row["not_before"]).strftime("%d %H:%M")) for row in rows]


async def test_many_wrong_ones_are_reported_to_the_department_once_a_day_without_naming_anybody(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    other = await village.person(Role.DEPARTMENT)
    heard = await many(line)
    assert [bool(one.notices) for one in heard] == [False] * (MANY - 1) + [True]
    words = str(heard[-1].notices[0].screen.text)
    assert "Подбирают приглашения" in words
    assert not any(str(7_000_000 + number) in words for number in range(MANY))
    told = await queued(line, [*heard, *await many(line, 100)])
    assert sorted(chat for chat, _ in told) == [department.person.telegram_id, other.telegram_id]
    line.now += timedelta(days=1)
    assert len(await queued(line, await many(line, 200))) == 4, "the next day once more"


async def test_what_is_tried_at_night_is_reported_in_the_morning(line: Line, department: Case) -> None:
    line.now = local(line.now.date(), 23)
    told = await queued(line, await many(line))
    assert told == [(department.person.telegram_id, "25 06:00")]  # 09:00 in Moscow


async def test_wrong_ones_spread_over_more_than_an_hour_are_no_news(line: Line, department: Case) -> None:
    heard = await many(line)
    line.now += PAUSE
    late = [await knock(line, "guess", 8_000_000 + number) for number in range(MANY - 1)]
    assert heard[-1].notices
    assert not any(one.notices for one in late)


async def test_the_night_forgets_them(tmp_path: Any, db: Transaction) -> None:
    database = await Database.open(tmp_path / "night.sqlite3")
    now = local(datetime(2026, 11, 24).date())  # noqa: DTZ001
    async with database.transaction() as other:
        for hours in (49, 25, 23, 0):
            await knocks.add(other, "somebody", now - timedelta(hours=hours))
    await upkeep.prune(database, now)
    async with database.transaction() as other:
        assert await knocks.since(other, now - timedelta(days=9)) == 2
    await database.close()
