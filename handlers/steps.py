"""What each button of a form does to the draft."""

from collections.abc import Callable

from domain import drafted, filling
from domain.drafted import Doubt, Draft
from domain.form import Facts, Form
from views import questions

Step = Callable[[Form, Draft, Facts, list[str]], Draft]

# By verb: the number of its own arguments, and the step.
STEPS: dict[str, tuple[int, Step]] = {
    "a": (2, lambda form, draft, facts, args: filling.choose(form, draft, args[0], args[1], facts)),
    "t": (2, lambda form, draft, facts, args: filling.take(form, draft, args[0], args[1], facts)),
    "k": (1, lambda form, draft, facts, args: filling.skip(form, draft, args[0], facts)),
    "g": (3, lambda form, draft, facts, args: filling.toggle(form, draft, args[1], args[2], facts)),
    "d": (1, lambda form, draft, facts, args: filling.finish(form, draft, args[0], facts)),
    "c": (1, lambda form, draft, facts, args: filling.change(draft, args[0])),
    "b": (0, lambda form, draft, facts, args: filling.back(form, draft, facts)),
    "y": (0, lambda form, draft, facts, args: filling.copy(form, draft, facts)),
    "e": (1, lambda form, draft, facts, args: _preset(form, draft, facts, args[0])),
}


def _preset(form: Form, draft: Draft, facts: Facts, which: str) -> Draft:
    at = drafted.position(form, draft, facts)
    if not isinstance(at, Doubt) or not which.isdigit() or int(which) >= len(questions.REASONS):
        return draft
    return filling.explain(draft, at.text, questions.REASONS[int(which)])
