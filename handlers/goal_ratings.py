"""A rating that is typed while its ten buttons are on the screen. The subject is the goal, the moment, and whether it
is asked for alone: "12.start.0"."""

from domain.form import Answers, Facts
from domain.forms.goals import RATING
from domain.people import Role
from handlers import goals as plans
from handlers.bindings import Binding, Filed
from handlers.case import Case, number
from views import goals as views
from views.screen import Reply


async def facts(case: Case, subject: str) -> Facts:
    await _goal(case, subject)
    return Facts(case.today)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    goal, moment, alone = await _goal(case, subject)
    reply = await plans.give(case, goal, moment, number(str(answers["value"])), alone=alone == "1")
    return Filed(number(goal), reply)


async def receipt(case: Case, goal_id: int) -> Reply:
    _, pair = await plans.find(case, goal_id)
    return Reply((await plans.show(case, pair),))


async def title(case: Case, subject: str) -> str:
    goal_id, moment, _ = await _goal(case, subject)
    goal, _ = await plans.find(case, number(goal_id))
    return views.rating_title(goal, plans.moment_of(moment))


BINDING = Binding(RATING, (Role.MENTOR, Role.COORDINATOR), facts, save, receipt, title)


async def _goal(case: Case, subject: str) -> tuple[str, str, str]:
    """LookupError where it is not theirs to rate."""
    goal_id, _, rest = subject.partition(".")
    moment, _, alone = rest.partition(".")
    goal, _ = await plans.find(case, number(goal_id), writes=True)
    plans.moment_of(moment)
    if goal.dropped:
        raise LookupError(subject)
    return goal_id, moment, alone
