"""The seven stages of row 2.6: what makes each begun, and what makes it done."""

from dataclasses import replace
from typing import Any

import pytest

from domain import stages
from domain.stages import Figures, Stage, Standing

ALL = Figures(
    order=True, roadmap=True,
    mentees=4, mentees_placed=4, mentees_agreed=4, mentees_paired=4,
    mentors=3, mentors_placed=3, mentors_agreed=3, trained=1,
    pairs=4, working=4, met=4, met_lately=4,
)  # fmt: skip
NO, WAY, DONE = Standing.NOT_BEGUN, Standing.UNDER_WAY, Standing.DONE


@pytest.mark.parametrize(
    ("stage", "change", "standing"),
    [
        (Stage.CONDITIONS, {}, DONE),
        (Stage.CONDITIONS, {"roadmap": False}, WAY),
        (Stage.CONDITIONS, {"order": False, "roadmap": False}, NO),
        (Stage.MENTEES, {}, DONE),
        (Stage.MENTEES, {"mentees_placed": 3}, WAY),
        (Stage.MENTEES, {"mentees": 0, "mentees_placed": 0}, NO),
        (Stage.MENTORS, {}, DONE),
        (Stage.MENTORS, {"mentors_placed": 0}, WAY),
        (Stage.MENTORS, {"mentors": 0, "mentors_placed": 0}, NO),
        (Stage.TRAINING, {}, DONE),
        (Stage.TRAINING, {"trained": 0}, WAY),  # papers alone are no training
        (Stage.TRAINING, {"mentors_agreed": 2}, WAY),
        (Stage.TRAINING, {"trained": 0, "mentees_agreed": 0, "mentors_agreed": 0}, NO),
        (Stage.TRAINING, {"mentees": 0, "mentees_agreed": 0}, WAY),  # nobody to be selected yet
        (Stage.PAIRS, {}, DONE),
        (Stage.PAIRS, {"drafts": 1}, WAY),
        (Stage.PAIRS, {"mentees_paired": 3}, WAY),
        (Stage.PAIRS, {"pairs": 0, "mentees_paired": 0}, NO),
        (Stage.WORK, {}, DONE),
        (Stage.WORK, {"met_lately": 3}, WAY),
        (Stage.WORK, {"working": 0, "met_lately": 0, "closed": 4}, DONE),  # all that met are closed
        (Stage.WORK, {"met": 0, "met_lately": 0}, NO),
        (Stage.COMPLETION, {}, NO),
        (Stage.COMPLETION, {"closed": 1}, WAY),
        (Stage.COMPLETION, {"closed": 4, "working": 0}, DONE),
        (Stage.COMPLETION, {"closed": 4, "drafts": 1}, WAY),
    ],
)
def test_a_stage_is_judged_by_its_figures(stage: Stage, change: dict[str, Any], standing: Standing) -> None:
    assert stages.standing(stage, replace(ALL, **change)) is standing


def test_a_school_without_anything_has_begun_nothing() -> None:
    assert set(stages.standings(Figures()).values()) == {NO}
    assert stages.done(Figures()) == 0
    assert stages.done(ALL) == 6
