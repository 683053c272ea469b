"""A pair's or group's life: draft → active ⇄ paused → completed | stopped, and back if that was a mistake."""

from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    STOPPED = "stopped"


class Step(StrEnum):
    """What can be done to a pair."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    COMPLETE = "complete"
    STOP = "stop"
    REOPEN = "reopen"


STEPS: dict[State, dict[Step, State]] = {
    State.DRAFT: {Step.START: State.ACTIVE, Step.STOP: State.STOPPED},
    State.ACTIVE: {Step.PAUSE: State.PAUSED, Step.COMPLETE: State.COMPLETED, Step.STOP: State.STOPPED},
    State.PAUSED: {Step.RESUME: State.ACTIVE, Step.COMPLETE: State.COMPLETED, Step.STOP: State.STOPPED},
    State.COMPLETED: {Step.REOPEN: State.ACTIVE},
    State.STOPPED: {Step.REOPEN: State.ACTIVE},
}
WORKING = (State.ACTIVE, State.PAUSED)
CLOSED = (State.COMPLETED, State.STOPPED)


class NotNow(ValueError):
    """The pair is not in a state that allows this step."""


class ConsentMissing(ValueError):
    """A pair cannot become active while a mentee's consent is not on paper; `codes` names whose."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


def after(state: State, step: Step, without_consent: tuple[str, ...] = ()) -> State:
    """The state after the step. Raises `NotNow`, or `ConsentMissing` where it would become active."""
    if step not in STEPS[state]:
        raise NotNow(f"{step} of {state}")
    new = STEPS[state][step]
    if new is State.ACTIVE and without_consent:
        raise ConsentMissing(without_consent)
    return new
