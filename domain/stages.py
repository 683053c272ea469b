"""The seven stages of the programme at one school (row 2.6), derived from what is on record."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

RECENT: Final = 14  # school days within which a pair at work has met


class Stage(StrEnum):
    """In their order."""

    CONDITIONS = "conditions"
    MENTEES = "mentees"
    MENTORS = "mentors"
    TRAINING = "training"
    PAIRS = "pairs"
    WORK = "work"
    COMPLETION = "completion"


class Standing(StrEnum):
    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is on record of one school in one roadmap year. Pairs are those that lived in the year, drafts apart;
    `met_lately` counts working ones that met within the last school days, `trained` the school's people who
    attended an event. `closed` pairs have a result or a reason."""

    order: bool = False  # 1.2 filed
    roadmap: bool = False  # 1.6 filed
    mentees: int = 0
    mentees_placed: int = 0  # with a class or a year of birth
    mentees_agreed: int = 0  # with a consent on paper
    mentees_paired: int = 0
    mentors: int = 0
    mentors_placed: int = 0  # with a place of work or study
    mentors_agreed: int = 0  # on paper, or in the bot
    trained: int = 0
    pairs: int = 0
    drafts: int = 0
    working: int = 0
    met: int = 0
    met_lately: int = 0
    closed: int = 0


def standing(stage: Stage, figures: Figures) -> Standing:
    """Where a school is in one stage."""
    return _RULES[stage](figures)


def standings(figures: Figures) -> dict[Stage, Standing]:
    return {stage: standing(stage, figures) for stage in Stage}


def done(figures: Figures) -> int:
    """How many of the seven are done."""
    return sum(each is Standing.DONE for each in standings(figures).values())


def _judge(complete: bool, begun: bool) -> Standing:
    return Standing.DONE if complete else Standing.UNDER_WAY if begun else Standing.NOT_BEGUN


def _conditions(f: Figures) -> Standing:
    return _judge(f.order and f.roadmap, f.order or f.roadmap)


def _mentees(f: Figures) -> Standing:
    return _judge(0 < f.mentees == f.mentees_placed, f.mentees > 0)


def _mentors(f: Figures) -> Standing:
    return _judge(0 < f.mentors == f.mentors_placed, f.mentors > 0)


def _training(f: Figures) -> Standing:
    papers = f.mentees > 0 < f.mentors and f.mentees_agreed == f.mentees and f.mentors_agreed == f.mentors
    return _judge(papers and f.trained > 0, f.mentees_agreed + f.mentors_agreed + f.trained > 0)


def _pairs(f: Figures) -> Standing:
    return _judge(f.pairs > 0 and not f.drafts and f.mentees_paired == f.mentees, f.pairs + f.drafts > 0)


def _work(f: Figures) -> Standing:
    """Done while every working pair meets, and once all that ever met are closed."""
    return _judge(f.met > 0 and f.met_lately == f.working, f.met > 0)


def _completion(f: Figures) -> Standing:
    return _judge(0 < f.closed == f.pairs and not f.drafts, f.closed > 0)


_RULES: Final[dict[Stage, Callable[[Figures], Standing]]] = {
    Stage.CONDITIONS: _conditions,
    Stage.MENTEES: _mentees,
    Stage.MENTORS: _mentors,
    Stage.TRAINING: _training,
    Stage.PAIRS: _pairs,
    Stage.WORK: _work,
    Stage.COMPLETION: _completion,
}
