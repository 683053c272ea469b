"""What schools file, in the words every screen of it uses: its title, its state, the way an answer changed."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from domain import roadmap
from domain.form import Facts, Question, Value
from domain.review import Change
from domain.submissions import State
from views import words

STATES: Final = {State.SUBMITTED: "на проверке", State.RETURNED: "возвращён", State.ACCEPTED: "принят"}


def title(form: str, period: str) -> str:
    """«Мониторинг · IV квартал 2026»."""
    return f"{roadmap.answered_by(form).title} · {words.period(period)}"


def value(question: Question, answer: Value, facts: Facts) -> str:
    return "–" if answer is None else words.shorten(question.kind.show(answer, facts), 60)


def changed(changes: Sequence[Change], facts: Facts) -> list[Markup]:
    """A line per answer that became another one."""
    return [
        Markup("{}: {} → <b>{}</b>").format(
            one.question.title, value(one.question, one.before, facts), value(one.question, one.after, facts)
        )
        for one in changes
    ]


def explained(reasons: dict[str, str]) -> list[Markup]:
    """What looked odd and why it is right. Many of them are shortened: the message must fit."""
    room = 300 if len(reasons) <= 4 else 100
    return [
        Markup("{} <i>{}</i>").format(words.shorten(doubt, room), words.shorten(reason, room))
        for doubt, reason in reasons.items()
    ]
