"""A button finds its route by its verb: the other routes of the house are not asked."""

from dataclasses import replace
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.types import CallbackQuery

from bot import serving
from domain import permissions
from domain.people import Role
from domain.permissions import Place, Rule
from handlers import gate, routes
from handlers.case import Acts, Case, OfVerb, On, Private
from tests.handlers.conftest import NOW
from tests.handlers.phone import BOT, shown, tap
from tests.village import TOWN
from views.screen import Markup, Screen

ANYWHERE = replace(permissions.ANYBODY, place=Place.GROUP)


class Counted(OfVerb):
    """Writes down for which button it was asked."""

    def __init__(self, verb: str, asked: list[str], answer: bool = True) -> None:
        super().__init__(verb)
        self.asked, self.answer = asked, answer

    async def __call__(self, query: CallbackQuery) -> bool:
        self.asked.append(f"{self.verb} for {query.data}")
        return self.answer


class House:
    """A house with rooms of its own in front of ours."""

    def __init__(self) -> None:
        self.dispatcher = Dispatcher(disable_fsm=True)
        self.room = Router()
        self.dispatcher.include_router(self.room)

    def open(self, rule: Rule = ANYWHERE) -> None:
        """With one rule for what is in the rooms."""
        rooms = [route for router in self.room.chain_tail for route in router.callback_query.handlers]
        routes.attach(self.dispatcher, rules={name: rule for route in rooms for name in gate.names(route)})

    async def press(self, case: Case, data: str, chat: int | None = None) -> Any:
        raw = tap(data, case.person.telegram_id, chat).model_dump(mode="json", by_alias=True, exclude_none=True)
        bot = serving.context(BOT, TOWN.bot_name)
        return await serving.serve(self.dispatcher, bot, "callback_query", raw, case.db, NOW, TOWN)


def words(text: str) -> Any:
    async def say(query: CallbackQuery) -> Screen:
        return Screen(Markup(text))

    return say


async def test_the_way_of_a_button_does_not_grow_with_the_number_of_routes(department: Case) -> None:
    house, asked = House(), list[str]()
    for number in range(500):
        house.room.callback_query.register(words("чужое"), Counted(f"other.{number}", asked))
    house.open()
    assert "Школы" in shown(await house.press(department, "s.list:0"))
    assert shown(await house.press(department, "no.such.verb"))  # answered by the last route
    assert asked == []
    assert shown(await house.press(department, "other.7")) == "чужое"
    assert asked == ["other.7 for other.7"]


async def test_whoever_may_not_press_it_hears_what_they_would_of_a_thing_that_is_not_there(coordinator: Case) -> None:
    house = House()
    house.open()
    assert "Этого здесь нет" in shown(await house.press(coordinator, "s.list:0"))
    assert await house.press(coordinator, "s.open:1") == await house.press(coordinator, "p.open:999")


async def test_routes_of_one_verb_are_asked_in_their_order_with_all_their_filters(
    department: Case, coordinator: Case
) -> None:
    house = House()
    register = house.room.callback_query.register
    register(words("в личке"), On("x.go"), Acts(Role.DEPARTMENT), Private())
    register(words("управлению"), On("x.go"), Acts(Role.DEPARTMENT))
    register(words("с номером"), On("x.go", 1))
    house.open()
    assert shown(await house.press(department, "x.go")) == "в личке"
    assert shown(await house.press(department, "x.go", chat=-100)) == "управлению"
    assert shown(await house.press(coordinator, "x.go:5")) == "с номером"
    assert "устарела" in shown(await house.press(coordinator, "x.go")).lower()


async def test_a_route_for_any_button_keeps_its_place_in_the_line(department: Case) -> None:
    house = House()
    register = house.room.callback_query.register
    register(words("до"), On("x.first"))
    register(words("любая"))
    register(words("после"), On("x.second"))
    house.open()
    assert shown(await house.press(department, "x.first")) == "до"
    assert shown(await house.press(department, "x.second")) == "любая"
    assert shown(await house.press(department, "s.list:0")) == "любая"
