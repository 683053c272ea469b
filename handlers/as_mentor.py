"""A number from somebody who is a mentor too, but acts in another post now: one tap more, and it is logged."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.people import Role
from domain.told import Told
from handlers.acting import as_post
from handlers.case import Case, On, Private, number
from handlers.meetings import Tells, day_of, whose
from handlers.own_words import OwnWords
from views import as_mentor as views
from views.screen import Reply, Screen


class MentorToo(Filter):
    async def __call__(self, message: Message, case: Case | None = None) -> bool:
        return case is not None and any(post.role is Role.MENTOR for post in case.person.posts)


async def typed(message: Message, case: Case, meeting: Told) -> Screen:
    """Not logged yet: in this post a number may have meant something else."""
    return views.ask([post for post in case.person.posts if post.role is Role.MENTOR], meeting)


async def act(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """In that post from now on. LookupError for somebody else's."""
    mentor = await as_post(case, number(args[0]), Role.MENTOR)
    minutes = None if args[2] == views.UNSAID else number(args[2])
    returned = await whose(mentor, Told(day_of(args[1]), minutes))
    screens = returned.screens if isinstance(returned, Reply) else (returned,)
    return Reply(screens, commands_for=Role.MENTOR)


def router() -> Router:
    routes = Router(name="as_mentor")
    routes.callback_query.register(act, On("v.as", 3), Private())
    routes.message.register(typed, MentorToo(), Private(), OwnWords(), Tells())
    return routes
