"""The way of a button: one look at its verb, at who may press it, and the filters of the few routes that have
registered for it.

Asking every route of the house in turn, as the framework does, would take a button longer with every conversation.
"""

from functools import partial
from typing import Any, Final

from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.types import CallbackQuery

from domain import audited
from domain.permissions import Rules
from handlers import auditing
from handlers.case import Case, OfVerb, Private
from views import actions, menus
from views.screen import Reply

PRIVATE: Final = Private()


class Buttons:
    """An index of what a router and those below it have registered so far. Routes of one verb are asked in their
    order, and among them those that take any. The routers' own filters and middlewares are not: they have none."""

    def __init__(self, root: Router, rules: Rules) -> None:
        self._rules = rules
        self._any: list[HandlerObject] = []
        self._by_verb: dict[str, list[HandlerObject]] = {}
        for router in root.chain_tail:
            for route in router.callback_query.handlers:
                self._add(route)

    async def press(self, query: CallbackQuery, case: Case | None = None, **data: Any) -> Any:
        """Whoever may not press it is told what they would be told of a thing that is not there. Nothing is left to
        other routers: what found no route here is answered with silence."""
        verb, _ = actions.parse(query.data or "")
        rule = self._rules.get(verb)
        if rule is not None and not rule.allows(case.person if case else None):
            if not await PRIVATE(query):
                return None
            if case is None:
                return Reply((menus.stranger(),))
            raise LookupError(verb)
        if case is not None:
            data["case"] = case
        for route in self._by_verb.get(verb, self._any):
            fits, found = await route.check(query, **data)
            if fits:
                act = audited.BUTTONS.get(verb)
                if act is not None:
                    return await auditing.pressed(act, query, found, partial(route.call, query, **found))
                return await route.call(query, **found)
        return None

    def _add(self, route: HandlerObject) -> None:
        verb = next((one.callback.verb for one in route.filters or () if isinstance(one.callback, OfVerb)), None)
        if verb is not None:
            self._by_verb.setdefault(verb, list(self._any)).append(route)
            return
        for routes in (self._any, *self._by_verb.values()):
            routes.append(route)
