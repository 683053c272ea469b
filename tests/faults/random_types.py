"""Any object that the Bot API's types allow, made from aiogram's models by their fields: JSON as it would arrive."""

import random
import types
import typing
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, Literal, Union

from aiogram.types import Update
from pydantic import BaseModel

KINDS: Final = tuple(name for name in Update.model_fields if name != "update_id")
DEEPEST: Final = 4
OPTIONAL: Final = (0.05, 0.05, 0.03, 0.02, 0.0)  # how often a field that may be missing is there, by depth
MOMENTS: Final = (0, 1, 86_399, 951_782_400, 1_795_500_000, 2_147_483_647, 4_294_967_296, 19_999_999_999, -1)
NUMBERS: Final = (0, 1, 2, 7, 42, 255, 65_536, 2_147_483_647, -1, -1000, 2**52 - 1, -(2**52) + 1)
Object = dict[str, Any]


class Types:
    """`text` gives a string for a field, by its name; `own` makes objects of some types instead of the fields."""

    def __init__(self, rng: random.Random, text: Callable[[str], str], own: Mapping[Any, Callable[[], Object]]) -> None:
        self.rng, self._text, self._own = rng, text, own

    def update(self, number: int, kind: str) -> Object:
        """One of that kind, with at least one field that is not always there."""
        annotation: Any = Update.model_fields[kind].annotation
        (model,) = (arm for arm in _arms(annotation) if arm is not type(None))
        optional = [name for name, _, required in _fields(model) if not required]
        forced = self.rng.choice(optional) if optional else ""
        return {"update_id": number, kind: self.of(model, 0, forced)}

    def of(self, model: type[BaseModel], depth: int, forced: str = "") -> Object:
        if depth and model in self._own:
            return self._own[model]()
        made: Object = {}
        for name, annotation, required in _fields(model):
            if required or name == forced or self.rng.random() < OPTIONAL[min(depth, DEEPEST)]:
                made[name] = self.value(annotation, depth + 1, name)
        return made

    def value(self, annotation: Any, depth: int, name: str) -> Any:
        """Of that type. Past the deepest level the plainest one."""
        rng = self.rng
        match annotation:
            case type() if issubclass(annotation, BaseModel):
                return self.of(annotation, depth)
            case _ if annotation is str or isinstance(annotation, str):  # the name of a type that holds itself
                return self._text(name)
            case _ if annotation is bool:
                return rng.random() < 0.5
            case _ if annotation is int:
                return rng.choice(NUMBERS)
            case _ if annotation is float:
                return rng.choice((0.0, -90.5, 180.0, 1e-9))
            case _ if annotation is datetime:
                return rng.choice(MOMENTS)
        origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is Literal:
            return rng.choice(inner)
        if origin is list:
            return [self.value(inner[0], depth + 1, name) for _ in range(rng.randrange(3) if depth < DEEPEST else 0)]
        if origin is typing.Annotated:
            return self.value(inner[0], depth, name)
        return self._arm(annotation, depth, name)

    def _arm(self, union: Any, depth: int, name: str) -> Any:
        arms = [arm for arm in _arms(union) if arm is not type(None)]
        plain = [arm for arm in arms if not _is_model(arm)]
        return self.value(self.rng.choice(plain if plain and depth >= DEEPEST else arms), depth, name)


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, Any, bool], ...]:
    """Name in the JSON, type, and whether it is always there: a constant that names the type is."""
    found = []
    for name, field in model.model_fields.items():
        annotation: Any = field.annotation
        if _arms(annotation) != (type(None),):
            always = field.is_required() or typing.get_origin(annotation) is Literal
            found.append((field.alias or name, annotation, always))
    return tuple(found)


@cache
def _arms(annotation: Any) -> tuple[Any, ...]:
    """The types of a union, without what only the framework itself puts there."""
    annotation = getattr(annotation, "__value__", annotation)  # of a named one
    if typing.get_origin(annotation) not in (Union, types.UnionType):
        return (annotation,)
    return tuple(arm for arm in typing.get_args(annotation) if getattr(arm, "__name__", "") != "Default")


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
