"""What schools file, in the words every screen of it uses: its title, its state, the way an answer changed."""

from collections.abc import Iterable, Sequence
from typing import Final

from markupsafe import Markup

from domain import roadmap
from domain.form import Facts, Question, Value
from domain.review import Change
from domain.submissions import State
from views import words

LETTERS: Final = 3900  # of a message, its tags not counted, with a little to spare
STATES: Final = {State.SUBMITTED: "на проверке", State.RETURNED: "возвращён", State.ACCEPTED: "принят"}


def title(form: str, period: str) -> str:
    """«Мониторинг · IV квартал 2026»."""
    return f"{roadmap.answered_by(form).title} · {words.period(period)}"


def named(row: str, period: str) -> str:
    """The same by the row; a document's has its number: «1.2 Рабочая группа школы · 2026 год»."""
    one = roadmap.row(row)
    return f"{one.title if one.form else f'{one.number} {one.title}'} · {words.period(period)}"


def value(question: Question, answer: Value, facts: Facts, room: int = 60) -> str:
    return "–" if answer is None else words.shorten(question.kind.show(answer, facts), room)


def changed(changes: Sequence[Change], facts: Facts) -> list[Markup]:
    """A line per answer that became another one."""
    room = share(900, 2 * len(changes))
    return [
        Markup("{}: {} → <b>{}</b>").format(
            one.question.title,
            value(one.question, one.before, facts, room),
            value(one.question, one.after, facts, room),
        )
        for one in changes
    ]


def explained(reasons: dict[str, str], above: Iterable[Markup]) -> Markup:
    """What looked odd and why it is right, in the room that what stands above has left; with little of it the odd
    things alone."""
    room = (LETTERS - sum(len(part.striptags()) for part in above)) // max(1, len(reasons)) - 3
    lines = [Markup("<b>Пояснения</b>")]
    for doubt, reason in reasons.items():
        said = words.shorten(doubt, max(20, min(70, room)))
        left = room - len(said)
        lines.append(Markup("{} <i>{}</i>").format(said, words.shorten(reason, left) if left >= 20 else ""))
    return Markup("\n").join(lines)


def share(letters: int, count: int) -> int:
    """How many of them each of so many texts may have: the message must fit, however much was written."""
    return max(24, min(300, letters // max(1, count)))
