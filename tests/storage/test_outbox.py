"""The outbox by itself: order, keys, claims and what a restart makes of them."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from storage import outbox, restart
from storage.database import Database, Transaction
from storage.parcel import AT_ONCE, BROADCAST, Parcel

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SOON = NOW + timedelta(hours=1)
LATE = NOW + timedelta(days=40)
ANNA, BORIS = 11, 12


@pytest.fixture
async def db() -> AsyncIterator[Transaction]:
    database = await Database.open(":memory:")
    async with database.transaction() as db:
        yield db
    await database.close()


def parcel(chat_id: int, words: str = "x", method: str = "sendMessage", **more: object) -> Parcel:
    return Parcel(chat_id, method, words, **more)  # type: ignore[arg-type]


async def bodies(db: Transaction) -> list[str]:
    return [row.body for row in await outbox.heads(db, 100)]


async def states(db: Transaction) -> list[tuple[str, int]]:
    return [tuple(row) for row in await db.all("SELECT state, uncertain FROM outbox ORDER BY id")]


async def leave(db: Transaction) -> str:
    """The next row goes out and arrives."""
    [row] = await outbox.heads(db, 1)
    await outbox.claim(db, [row])
    await outbox.sent(db, [(row.id, 1)], NOW)
    return row.body


async def test_within_a_chat_rows_leave_by_priority_and_then_as_they_were_put(db: Transaction) -> None:
    news = parcel(ANNA, "news", priority=BROADCAST)
    await outbox.put(db, [news, parcel(ANNA, "first"), parcel(ANNA, "second")], NOW)
    assert await bodies(db) == ["first"]
    assert [await leave(db) for _ in range(3)] == ["first", "second", "news"]


async def test_a_reply_to_one_person_overtakes_the_broadcast_to_others(db: Transaction) -> None:
    await outbox.put(db, [parcel(chat, f"news {chat}", priority=BROADCAST) for chat in (1, 2, 3)], NOW)
    await outbox.put(db, [parcel(ANNA, "reply")], NOW)
    assert await bodies(db) == ["reply", "news 1", "news 2", "news 3"]


async def test_answers_to_taps_wait_for_nothing_and_nothing_waits_for_them(db: Transaction) -> None:
    tap = parcel(ANNA, "tap", "answerCallbackQuery", priority=AT_ONCE)
    await outbox.put(db, [parcel(ANNA, "reply"), tap, tap], NOW)
    assert await bodies(db) == ["tap", "tap", "reply"]


async def test_a_second_row_with_the_same_key_changes_nothing(db: Transaction) -> None:
    await outbox.put(db, [parcel(ANNA, "one", key="k"), parcel(ANNA, "two", key="k"), parcel(BORIS, "three")], NOW)
    assert await bodies(db) == ["one", "three"]


async def test_a_row_waits_for_its_instant_and_then_for_nothing(db: Transaction) -> None:
    await outbox.put(db, [parcel(ANNA, not_before=SOON)], NOW)
    assert (await bodies(db), await outbox.next_due(db), await outbox.unsettled(db, NOW)) == ([], SOON, 0)
    assert await outbox.promote(db, SOON - timedelta(seconds=1)) == 0
    assert await outbox.unsettled(db, SOON) == 1
    assert await outbox.promote(db, SOON) == 1
    assert (await bodies(db), await outbox.next_due(db)) == (["x"], None)


async def test_what_was_in_a_message_is_forgotten_once_it_is_sent(db: Transaction) -> None:
    await outbox.put(db, [parcel(ANNA, "an invitation", file="a link")], NOW)
    await leave(db)
    row = await db.one("SELECT body, file FROM outbox")
    assert row
    assert tuple(row) == ("", None)


async def test_a_send_cut_off_by_a_crash_is_repeated_once_and_given_up_the_second_time(db: Transaction) -> None:
    await outbox.put(db, [parcel(ANNA)], NOW)
    await outbox.claim(db, await outbox.heads(db, 1))
    assert await restart.requeue(db, NOW) == []
    assert await states(db) == [("ready", 1)]
    await outbox.claim(db, await outbox.heads(db, 1))
    assert len(await restart.requeue(db, NOW)) == 1
    assert await states(db) == [("dropped", 2)]


@pytest.mark.parametrize("method", ["editMessageText", "answerCallbackQuery", "setMyCommands", "deleteMessage"])
async def test_what_may_be_done_twice_is_repeated_as_often_as_it_takes(db: Transaction, method: str) -> None:
    await outbox.put(db, [parcel(ANNA, method=method)], NOW)
    for _ in range(3):
        rows = await outbox.heads(db, 1)
        assert rows[0].repeatable
        await outbox.claim(db, rows)
        await restart.requeue(db, NOW)
    assert await states(db) == [("ready", 0)]


async def test_a_process_that_starts_knows_whom_to_leave_alone_and_who_was_just_written_to(db: Transaction) -> None:
    await outbox.put(db, [parcel(ANNA), parcel(BORIS)], NOW)
    anna, boris = await outbox.heads(db, 2)
    await outbox.again(db, anna.id, SOON)
    await outbox.sent(db, [(boris.id, 7)], NOW)
    assert await restart.pauses(db, NOW) == [(ANNA, SOON)]
    assert await restart.recent(db, NOW, NOW) == [(BORIS, NOW)]
    assert await restart.pauses(db, SOON) == []


async def test_pruning_takes_what_ended_long_ago_a_piece_at_a_time(db: Transaction) -> None:
    await outbox.put(db, [parcel(chat) for chat in (1, 2, 3, 4)], NOW)
    rows = await outbox.heads(db, 4)
    await outbox.sent(db, [(row.id, 1) for row in rows[:3]], NOW)
    assert [await outbox.prune(db, LATE, limit=2) for _ in range(3)] == [2, 1, 0]
    assert await states(db) == [("ready", 0)]


async def test_finding_the_next_rows_reads_no_more_than_indexes_give(db: Transaction) -> None:
    plan = await db.all(f"EXPLAIN QUERY PLAN {outbox.READY}", many=16)
    steps = " · ".join(row["detail"] for row in plan)
    assert "outbox_ready" in steps
    assert "TEMP B-TREE" not in steps


async def test_the_next_row_of_a_chat_is_found_behind_many_of_another(db: Transaction) -> None:
    await outbox.put(db, [*(parcel(ANNA, str(number)) for number in range(100)), parcel(BORIS, "here")], NOW)
    assert await bodies(db) == ["0", "here"]
    assert [row.body for row in await outbox.heads(db, 1)] == ["0"]


@pytest.mark.parametrize("unknown", [0, 1], ids=["first time", "second time"])
async def test_who_presses_a_button_under_a_message_has_it_whatever_its_sending_comes_to(
    db: Transaction, unknown: int
) -> None:
    await outbox.put(db, [parcel(ANNA, key="reminder")], NOW)
    [row] = await outbox.heads(db, 1)
    await outbox.again(db, row.id, NOW, uncertain=bool(unknown))
    await outbox.claim(db, [row])
    await outbox.arrived(db, "reminder", NOW)
    await outbox.again(db, row.id, NOW, failed=True, uncertain=True)  # no answer came
    await outbox.drop(db, row.id, "unknown result", NOW)
    assert await restart.requeue(db, NOW) == []
    assert await states(db) == [("sent", unknown)]


async def test_a_message_that_waits_for_its_turn_cannot_have_arrived(db: Transaction) -> None:
    await outbox.put(db, [parcel(ANNA, key="reminder")], NOW)
    await outbox.arrived(db, "reminder", NOW)
    assert await states(db) == [("ready", 0)]
