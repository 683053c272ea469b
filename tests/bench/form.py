"""The form that every bot here fills, and what a person does to fill it: told to the server as data.

Twelve questions, every other one tapped, the rest typed; then a review and a button. The words carry the number of
the question, so that a bot that loses its place is seen: its person waits for words that never come.
"""

from dataclasses import dataclass
from typing import Final

COMMAND: Final = "/form"
SUBMIT: Final = "Submit"
REVIEW: Final = "Check your answers"
SAVED: Final = "Saved"
TYPED: Final = "7"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as every bot words it; without options it is answered by typing a number."""

    key: str
    title: str
    text: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person does: `kind` is "say" (words) or "press" (a button whose label begins so). It is answered
    when words that hold `expect` have come, and after a press its callback query is answered too."""

    kind: str
    what: str
    expect: str = ""


def _asked(number: int) -> Asked:
    options = (f"Yes {number:02}", f"No {number:02}") if number % 2 else ()
    return Asked(f"q{number}", f"Answer {number:02}", f"Question {number:02} of 12?", options)


QUESTIONS: Final = tuple(_asked(number) for number in range(1, 13))


def review(answers: dict[str, str]) -> str:
    """What a bot shows before the last button."""
    return "\n".join([REVIEW, *(f"{asked.title}: {answers[asked.key]}" for asked in QUESTIONS)])


def filling(review: str = REVIEW) -> list[Step]:
    """Begin, answer twelve times, hand in."""
    shown = [f"Question {n + 1:02}" for n in range(12)] + [review]
    steps = [Step("say", COMMAND, shown[0])]
    for asked, after in zip(QUESTIONS, shown[1:], strict=True):
        steps.append(Step("press", asked.options[0], after) if asked.options else Step("say", TYPED, after))
    return [*steps, Step("press", SUBMIT, SAVED)]


def blind() -> list[Step]:
    """The same, with a bot that always says the same."""
    return [Step(step.kind, step.what if step.kind == "say" else SUBMIT) for step in filling()]
