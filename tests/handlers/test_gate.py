"""The house is not opened where the table of permissions and its routes differ."""

import pytest
from aiogram import Dispatcher, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain import permissions
from domain.people import Role
from domain.permissions import rule
from handlers import gate, routes
from handlers.case import Acts, On, Private
from handlers.gate import NoAgreement


async def serve(event: Message | CallbackQuery) -> None:
    """Whatever a route would do."""


def house(*filters: object) -> Dispatcher:
    dispatcher, room = Dispatcher(disable_fsm=True), Router()
    room.callback_query.register(serve, *filters)  # type: ignore[arg-type]
    dispatcher.include_router(room)
    return dispatcher


def test_a_new_button_without_a_rule_is_refused() -> None:
    with pytest.raises(NoAgreement, match=r"no rule for x\.new"):
        routes.attach(house(On("x.new"), Acts(Role.MENTOR), Private()))


def test_a_new_command_and_a_new_route_of_words_without_a_rule_are_refused() -> None:
    for filters in ((Command("new"), Private()), (Private(),)):
        dispatcher, room = Dispatcher(disable_fsm=True), Router()
        room.message.register(serve, *filters)
        dispatcher.include_router(room)
        with pytest.raises(NoAgreement, match="no rule for"):
            routes.attach(dispatcher)


def test_a_rule_that_no_route_serves_is_refused() -> None:
    with pytest.raises(NoAgreement, match=r"no route of x\.gone"):
        routes.attach(Dispatcher(disable_fsm=True), rules={"x.gone": rule.TOWN})


def test_a_route_wider_than_its_rule_is_refused() -> None:
    wider = (On("x.new"), Acts(Role.MENTOR, Role.COORDINATOR), Private())
    with pytest.raises(NoAgreement, match="for others"):
        routes.attach(house(*wider), rules={"x.new": rule.MENTORING})


def test_a_route_narrower_than_its_rule_is_refused() -> None:
    with pytest.raises(NoAgreement, match="serves coordinator"):
        routes.attach(house(On("x.new"), Acts(Role.MENTOR), Private()), rules={"x.new": rule.PAIRS})


def test_a_private_rule_asks_for_a_private_route() -> None:
    with pytest.raises(NoAgreement, match="another chat"):
        routes.attach(house(On("x.new"), Acts(Role.MENTOR)), rules={"x.new": rule.MENTORING})


def test_a_route_that_takes_what_others_wrote_is_refused() -> None:
    dispatcher, room = Dispatcher(disable_fsm=True), Router()
    room.message.register(serve, Command("new"), Acts(Role.MENTOR), Private())
    dispatcher.include_router(room)
    with pytest.raises(NoAgreement, match="somebody else wrote"):
        routes.attach(dispatcher, rules={"/new": rule.MENTORING})


def test_a_form_is_for_whom_the_table_says() -> None:
    roles = {key: one.roles for key, one in routes.table().items()}
    gate.agree_forms(roles, permissions.FORMS)
    for wrong in (roles | {"new": (Role.MENTOR,)}, roles | {"pair": (Role.MENTOR,)}, {"name": tuple(Role)}):
        with pytest.raises(NoAgreement):
            gate.agree_forms(wrong, permissions.FORMS)


def test_no_name_stands_in_the_table_twice() -> None:
    with pytest.raises(ValueError, match="two rules"):
        rule.table((rule.TOWN, "s.list s.open"), (rule.SCHOOL, "s.list"))
