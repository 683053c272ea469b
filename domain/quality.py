"""What the questionnaires and goals of a school say for its half-year assessment (row 4.2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain import results
from domain.counted import Rise, tenths
from domain.counted import Share as Said
from domain.form import Value
from domain.forms.quality import SCALES, SIDES, STRENGTHS
from domain.growth import LEAST, Growth
from domain.results import Outcome, Share


@dataclass(frozen=True, slots=True)
class Counted:
    """`known` are the answers the bot can give by itself, None where the rule of five tells nothing; `answered` says
    how many people have answered, for each of them."""

    known: Mapping[str, Value]
    answered: Mapping[str, int]


def counted(found: Outcome, goals: Growth) -> Counted:
    known: dict[str, Value] = {}
    answered: dict[str, int] = {}
    rises = {f"{side}_{scale}": found.scale(side, scale) for side in SIDES for scale in SCALES}
    for key, growth in (*rises.items(), ("goals", goals)):
        known[key], answered[key] = _rise(growth), growth.paired
    for side, asked in (*((side, results.SATISFIED) for side in SIDES), *STRENGTHS):
        share = found.share(side, asked)
        known[f"{side}_{asked}"], answered[f"{side}_{asked}"] = _said(share), share.answered
    if None in known.values():
        known["why"] = "few" if any(answered.values()) else "none"
    return Counted(known, answered)


def _rise(growth: Growth) -> str | None:
    if growth.before is None or growth.after is None:
        return None
    return Rise(tenths(growth.before), tenths(growth.after), growth.counted).stored


def _said(share: Share) -> str | None:
    if share.yes is None or share.counted < LEAST:
        return None
    return Said(share.yes, share.counted).stored
