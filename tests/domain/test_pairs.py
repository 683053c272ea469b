"""The life of a pair or group: which steps there are from where, and what consent guards."""

import pytest

from domain import pairs
from domain.pairs import ConsentMissing, NotNow, State, Step

WAYS = {
    (State.DRAFT, Step.START): State.ACTIVE,
    (State.DRAFT, Step.STOP): State.STOPPED,
    (State.ACTIVE, Step.PAUSE): State.PAUSED,
    (State.ACTIVE, Step.COMPLETE): State.COMPLETED,
    (State.ACTIVE, Step.STOP): State.STOPPED,
    (State.PAUSED, Step.RESUME): State.ACTIVE,
    (State.PAUSED, Step.COMPLETE): State.COMPLETED,
    (State.PAUSED, Step.STOP): State.STOPPED,
    (State.COMPLETED, Step.REOPEN): State.ACTIVE,
    (State.STOPPED, Step.REOPEN): State.ACTIVE,
}


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", State)
def test_every_step_leads_where_the_life_of_a_pair_says_or_nowhere(state: State, step: Step) -> None:
    if (state, step) in WAYS:
        assert pairs.after(state, step) is WAYS[state, step]
    else:
        with pytest.raises(NotNow):
            pairs.after(state, step)


@pytest.mark.parametrize(("state", "step"), [way for way, to in WAYS.items() if to is State.ACTIVE])
def test_no_pair_becomes_active_while_a_consent_is_missing(state: State, step: Step) -> None:
    with pytest.raises(ConsentMissing) as missing:
        pairs.after(state, step, without_consent=("Ш07-014", "Ш07-015"))
    assert missing.value.codes == ("Ш07-014", "Ш07-015")


@pytest.mark.parametrize(("state", "step"), [way for way, to in WAYS.items() if to is not State.ACTIVE])
def test_a_missing_consent_holds_up_nothing_else(state: State, step: Step) -> None:
    assert pairs.after(state, step, without_consent=("Ш07-014",)) is WAYS[state, step]


def test_a_step_out_of_place_is_refused_before_consent_is_asked_for() -> None:
    with pytest.raises(NotNow):
        pairs.after(State.ACTIVE, Step.START, without_consent=("Ш07-014",))


def test_every_state_can_be_reached_and_none_is_a_dead_end() -> None:
    assert {State.DRAFT, *WAYS.values()} == set(State)
    assert {state for state, _ in WAYS} == set(State)


def test_every_state_is_before_work_at_work_or_closed() -> None:
    assert {State.DRAFT, *pairs.WORKING, *pairs.CLOSED} == set(State)
    assert not set(pairs.WORKING) & set(pairs.CLOSED)
