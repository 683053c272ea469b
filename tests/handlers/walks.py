"""Whole forms walked as people do: take what is offered, type only what no tap can give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.form import Form
from domain.forms.monitoring import MONITORING
from tests.handlers.phone import Line, actions, labels, say, screens, shown, tap

MOST = 60  # steps of one form


@dataclass(slots=True)
class Walk:
    """Titles of the answers that had to be typed, and of those typed although a value was on offer."""

    typed: list[str] = field(default_factory=list)
    corrected: list[str] = field(default_factory=list)
    steps: int = 0


async def reported(
    line: Line,
    telegram: int,
    period: str,
    by_hand: Mapping[str, str],
    insists: Mapping[str, str] | None = None,
    *,
    troubles: bool = False,
    copied: bool = False,
) -> Walk:
    """Open, answer, send. `by_hand` are answers by title for what cannot be tapped, `insists` those that are typed
    against what is offered; `copied` begins with «Всё сразу, как в прошлый раз»."""
    walk, insists = Walk(), insists or {}
    returned = await line.feed(tap(f"f.n:monitoring:{period}", telegram))
    while "Отправить" not in labels(returned):
        walk.steps += 1
        assert walk.steps < MOST, shown(returned)
        key = asked(MONITORING, returned)
        title = MONITORING.question(key).title if key else ""
        if copied and walk.steps == 1:
            returned = await line.feed(tap(_action(returned, "f.y"), telegram))
        elif title in insists and title not in walk.corrected:
            walk.corrected.append(title)
            returned = await line.feed(say(insists[title], telegram))
        elif offered := _offered(returned, troubles):
            returned = await line.feed(tap(offered, telegram))
        else:
            walk.typed.append(title)
            returned = await line.feed(say(by_hand[title], telegram))
    sent = await line.feed(tap(_action(returned, "f.s"), telegram))
    assert "Отчёт подан" in shown(sent)
    walk.steps += 2
    return walk


async def filled(line: Line, telegram: int, begin: str, form: Form, answers: Mapping[str, str]) -> Any:
    """Open, answer by the questions' keys (what has a button is tapped), leave out the rest, hand in: what is shown
    then."""
    returned = await line.feed(tap(begin, telegram))
    for _ in range(MOST):
        offered = actions(returned)
        if sends := [action for action in offered if action.startswith("f.s:")]:
            return await line.feed(tap(sends[0], telegram))
        key = asked(form, returned)
        taps = [action for action in offered if action.endswith(f":{key}:{answers.get(key)}")]
        if key not in answers:
            taps = [action for action in offered if action.startswith(("f.k:", "f.t:", "f.e:"))]
        returned = await line.feed(tap(taps[0], telegram) if taps else say(answers[key], telegram))
    raise AssertionError(shown(returned))


def asked(form: Form, returned: Any) -> str:
    """The key of the question on the screen; nothing where an answer is doubted."""
    text = str(screens(returned)[-1].text)
    return next((question.key for question in form.questions if f"<b>{question.text}</b>" in text), "")


def _action(returned: Any, verb: str) -> str:
    return next(b.action for row in screens(returned)[-1].rows for b in row if b.action.startswith(verb))


def _offered(returned: Any, troubles: bool) -> str | None:
    """A value on offer, a reason, a choice, or leaving out what may be left out; who has troubles tells of them."""
    buttons = [button for row in screens(returned)[-1].rows for button in row]
    taken = [button.action for button in buttons if button.action.startswith(("f.t", "f.e"))]
    chosen = [b.action for b in buttons if b.action.startswith("f.a") and b.label == ("Да" if troubles else "Нет")]
    skipped = [button.action for button in buttons if button.action.startswith("f.k") and not troubles]
    return next(iter((*taken, *chosen, *skipped)), None)
