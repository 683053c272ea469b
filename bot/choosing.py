"""Which rows of the outbox may go now: in order within a chat, as wide as allowed, at Telegram's pace."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.pace import FREE, Pace
from storage import outbox
from storage.database import Transaction
from storage.parcel import AT_ONCE, Row

LONGEST_NAP: Final = 60.0


@dataclass(slots=True)
class Choice:
    """`rows` may go. `nap` is how many seconds pass until something else has waited long enough, `behind`
    whether something waits for what is under way, `more` whether there is more to choose at once."""

    rows: list[Row] = field(default_factory=list)
    nap: float = LONGEST_NAP
    behind: bool = False
    more: bool = False


async def choose(db: Transaction, now: datetime, pace: Pace, width: int, busy: Set[int], unsettled: Set[int]) -> Choice:
    """At most `width` rows, none for the `busy` chats but what goes at once, and none of the `unsettled`."""
    choice = Choice()
    await outbox.promote(db, now)
    pace.tidy()
    crowded = pace.room() <= 0
    limit = width + len(busy) + pace.limited
    while True:
        rows = await outbox.heads(db, limit, unsettled)
        choice.rows = _allowed(rows, choice, pace, width, busy)
        if choice.rows or crowded or len(rows) < limit:
            break
        limit *= 4  # all of these must wait: look past them
    choice.more = len(rows) >= limit and 0 < len(choice.rows) < width
    if due := await outbox.next_due(db):
        choice.nap = max(0.01, min(choice.nap, (due - now).total_seconds()))
    return choice


def _allowed(rows: list[Row], choice: Choice, pace: Pace, width: int, busy: Set[int]) -> list[Row]:
    chosen: list[Row] = []
    occupied = set(busy)
    room = pace.room()
    for row in rows:
        if len(chosen) == width:
            choice.behind = True
            break
        at_once = row.priority == AT_ONCE
        if not at_once and row.chat_id in occupied:
            choice.behind = True
            continue
        wait = pace.wait(row.chat_id, row.method)
        if not wait and room <= 0 and row.method not in FREE:
            wait = pace.wait_room()
        if wait:
            choice.nap = min(choice.nap, max(wait, 0.001))
            # Nothing overtakes within a chat: its next row waits behind this one.
            occupied.add(row.chat_id)
            continue
        if not at_once:
            occupied.add(row.chat_id)
        room -= row.method not in FREE
        chosen.append(row)
    return chosen
