"""A mentor's profile: the coordinator fills it in, and a mentor who uses the bot fills in their own."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.form import Answers, Facts, Value
from domain.forms.matching import PROFILE
from domain.matching import Profile
from domain.people import Role
from domain.registry import Mentor
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from handlers.walking import Walking
from storage import mentors, profiles
from views import profiles as views
from views.screen import Reply, Screen


async def facts(case: Case, subject: str) -> Facts:
    """The subject is the mentor; what is changed is marked in the review."""
    return Facts(case.today, last=await first(case, subject))


async def first(case: Case, subject: str) -> Answers:
    """What was said before; nothing of a profile that nobody has filled in."""
    profile = (await _load(case, number(subject)))[1]
    return {} if profile == Profile() else _answers(profile)


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    mentor, before = await _load(case, number(subject))
    after = Profile(
        _keys(answers.get("competences")),
        _keys(answers.get("ages")),
        _keys(answers.get("forms")),
        _number(answers.get("hours")),
        _number(answers.get("places")),
        _words(answers.get("achievements")),
        _words(answers.get("interests")),
    )
    await profiles.change(case.db, mentor.id, before, after, case.person.id, case.now)
    return Filed(mentor.id, await receipt(case, mentor.id))


async def receipt(case: Case, mentor_id: int) -> Reply:
    return Reply((views.saved(*await _load(case, mentor_id), case.person.post.role),))


async def title(case: Case, subject: str) -> str:
    return views.title((await _load(case, number(subject)))[0])


BINDING = Binding(PROFILE, (Role.COORDINATOR, Role.MENTOR), facts, save, receipt, title, first)


class Own:
    """Opens the form about whoever asks."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking

    async def open(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        return await self.walking.open(case, PROFILE.key, str(case.person.post.mentor_id))


async def _load(case: Case, mentor_id: int) -> tuple[Mentor, Profile]:
    """Raises LookupError outside the scope."""
    mentor = await mentors.get(case.db, case.scope, mentor_id)
    profile = await profiles.get(case.db, case.scope, mentor_id)
    if mentor is None or profile is None:
        raise LookupError(mentor_id)
    return mentor, profile


def _answers(profile: Profile) -> Answers:
    return {
        "competences": list(profile.competences),
        "ages": list(profile.ages) or None,
        "forms": list(profile.forms) or None,
        "places": profile.places,
        "hours": profile.hours,
        "achievements": profile.achievements,
        "interests": profile.interests,
    }


def _keys(value: Value) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else ()


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _words(value: Value) -> str | None:
    return None if value is None else str(value)


def router(walking: Walking) -> Router:
    routes = Router(name="profiles")
    routes.callback_query.register(Own(walking).open, On("ma.mine"), Acts(Role.MENTOR), Private())
    return routes
