"""The words of a goal: typed or tapped, and changed. The subject is a pair, or a pair and one of its goals ("12.5")."""

from domain import goals as rules
from domain.form import AnswerRejected, Answers, Facts
from domain.forms.goals import GOAL, ready
from domain.goals import Goal
from domain.people import Role
from domain.registry import Pair
from handlers import goals as plans
from handlers.bindings import Binding, Filed
from handlers.case import Case, number
from storage import goals
from views import goals as views
from views.screen import Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    pair, goal = await _subject(case, subject)
    taken = {one.words for one in await goals.of_pair(case.db, pair.id)}
    notes = {"words": views.now(goal)} if goal else {}
    return Facts(case.today, notes=notes, options={"ready": ready(pair.form, taken)})


async def shut(case: Case, subject: str) -> Screen | None:
    pair, goal = await _subject(case, subject)
    if goal is not None or rules.may_set(pair, there := await goals.of_pair(case.db, pair.id)):
        return None
    return await plans.show(case, pair, views.ENOUGH if len(there) >= rules.MOST else views.OVER)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    pair, goal = await _subject(case, subject)
    words = str(answers["words"])
    if any(one.words == words and one != goal for one in await goals.of_pair(case.db, pair.id)):
        raise AnswerRejected(views.THE_SAME)
    if goal is None:
        goal_id = await goals.put(case.db, pair.id, words, case.person.id, case.now)
        return Filed(goal_id, await receipt(case, goal_id))
    if goal.words != words:
        await goals.reword(case.db, goal, words, case.person.id, case.now)
    return Filed(goal.id, await receipt(case, goal.id))


async def receipt(case: Case, goal_id: int) -> Reply:
    _, pair = await plans.find(case, goal_id)
    return Reply((await plans.show(case, pair),))


async def title(case: Case, subject: str) -> str:
    pair, _ = await _subject(case, subject)
    return f"{GOAL.title}: {', '.join(pair.mentees)}"


BINDING = Binding(GOAL, (Role.MENTOR, Role.COORDINATOR), facts, save, receipt, title, shut=shut)


async def _subject(case: Case, subject: str) -> tuple[Pair, Goal | None]:
    pair_id, _, goal_id = subject.partition(".")
    pair = await plans.writable(case, number(pair_id))
    if not goal_id:
        return pair, None
    goal = await goals.get(case.db, number(goal_id))
    if goal is None or goal.dropped or goal.pair_id != pair.id:
        raise LookupError(subject)
    return pair, goal
