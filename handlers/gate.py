"""The table of permissions and the routes say the same, or the house is not opened."""

from collections.abc import Iterable, Mapping, Set
from functools import partial
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command

from domain.people import Role
from domain.permissions import Place, Rules
from handlers.case import Acts, OfVerb, Private
from handlers.own_words import OwnWords

# Files may be anybody's; these say of words why they are not taken.
ANY_WORDS = frozenset({"papers.Papers.take", "by_link.typed", "unexpected.Unexpected.message"})
SERVED = ("message", "edited_message", "callback_query", "my_chat_member")


class NoAgreement(RuntimeError):
    """A route without a rule, a rule without a route, or one that says otherwise than the other."""


def agree(root: Router, rules: Rules) -> None:
    """Raises `NoAgreement`. Each route has a rule by its verb, its command or its name; it asks for no other roles
    and no other chat than the rule; and every role of a rule has a route."""
    served: dict[str, set[Role]] = {}
    for router in root.chain_tail:
        for kind in SERVED:
            for route in router.observers[kind].handlers:
                for name in names(route):
                    served.setdefault(name, set()).update(_agreed(kind, name, route, rules))
    for name, rule in rules.items():
        if missing := rule.roles - served.get(name, set()):
            raise NoAgreement(f"no route of {name} serves {', '.join(sorted(missing))}")


def agree_forms(roles: Mapping[str, Iterable[Role]], rules: Rules) -> None:
    """Raises `NoAgreement` where a form's people are others than the table says."""
    for key in {*roles, *rules}:
        if key not in rules or set(roles.get(key, ())) != rules[key].roles:
            raise NoAgreement(f"the form {key} and its rule")


def _agreed(kind: str, name: str, route: HandlerObject, rules: Rules) -> Set[Role]:
    rule = rules.get(name)
    if rule is None:
        raise NoAgreement(f"no rule for {name}")
    asks = [one.callback for one in route.filters or ()]
    if rule.place is Place.PRIVATE and not any(isinstance(one, Private) for one in asks):
        raise NoAgreement(f"{name} in another chat than its rule")
    spoken = kind == "message" and rule.place is Place.PRIVATE and name not in ANY_WORDS
    if spoken and not any(isinstance(one, OwnWords) for one in asks):
        raise NoAgreement(f"{name} takes words that somebody else wrote")
    named = [set(one.roles) for one in asks if isinstance(one, Acts)]
    for roles in named:
        if not roles <= rule.roles or rule.any_post:
            raise NoAgreement(f"{name} for others than its rule")
    return named[0] if named else rule.roles


def names(route: HandlerObject) -> list[str]:
    """What its rules are called: the verb of a button, commands, or where the function stands."""
    asks = [one.callback for one in route.filters or ()]
    verbs = [one.verb for one in asks if isinstance(one, OfVerb)]
    commands = [f"/{one}" for each in asks if isinstance(each, Command) for one in each.commands]
    return verbs or commands or [_place(route.callback)]


def _place(serve: Any) -> str:
    """Module and name of a function: what its route is called where nothing else names it."""
    while isinstance(serve, partial):
        serve = serve.func
    return f"{serve.__module__.rpartition('.')[-1]}.{serve.__qualname__}"
