"""Where an update came from."""

import pytest

from bot.cause import Cause

MESSAGE = {"update_id": 1, "message": {"message_id": 5, "date": 7, "chat": {"id": 42}}}
TAP = {"update_id": 2, "callback_query": {"id": "9", "from": {"id": 42}, "message": {"message_id": 5}}}


@pytest.mark.parametrize(("update", "digest"), [(MESSAGE, "c8c78ab7d681f74f"), (TAP, "84cdd3e450c57797")])
def test_an_update_keeps_its_digest_over_versions(update: dict[str, object], digest: str) -> None:
    """A newer program must know again what an older one has written down."""
    assert Cause.of(update).digest == digest


@pytest.mark.parametrize("data", ["\ud800", "кнопка", 7, None])
def test_what_no_button_of_ours_carries_is_not_carried_on(data: object) -> None:
    """Half of a surrogate pair cannot even be looked for: its whole batch would fail for ever."""
    tapped = {"update_id": 2, "callback_query": TAP["callback_query"] | {"data": data}}  # type: ignore[operator]
    assert Cause.of(tapped).data == ""
