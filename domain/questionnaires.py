"""Questionnaires before and after: who is asked what, and when a sheet is late. Words of the sets are data.

The order wants growth measured (row 4.2): the same keys at both ends, on every side.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.asked import Asked
from domain.form import Form
from domain.forms.ask_coordinator import COORDINATOR
from domain.forms.ask_mentee import PUPIL, STUDENT, TEACHER
from domain.forms.ask_mentor import MENTOR, TEACHERS

SATISFIED: Final = 7  # (set it) whoever gives `overall` so much or more is satisfied
DUE_DAYS: Final = 14  # (set it) days to answer, the day of opening not counted
SECOND_CALL: Final = 2  # days after the due day
CORRECTABLE_DAYS: Final = 7  # after filling: as long as one remembers what one meant
RECENT_DAYS: Final = 60  # a pair that ended longer ago is not asked any more
SCALES: Final = tuple(mark.key for mark in PUPIL.marks)  # of every side
MENTOR_SCALES: Final = tuple(mark.key for mark in MENTOR.marks)
YES_NO: Final = tuple(wish.key for wish in PUPIL.wishes)


class Side(StrEnum):
    MENTEE = "mentee"
    MENTOR = "mentor"
    COORDINATOR = "coordinator"


class Moment(StrEnum):
    BEFORE = "before"
    AFTER = "after"


SETS: Final[Mapping[str, Asked]] = {
    "mentee": PUPIL,
    "mentee.student": STUDENT,
    "mentee.teacher": TEACHER,
    "mentor": MENTOR,
    "mentor.teacher": TEACHERS,
    "coordinator": COORDINATOR,
}
# Forms of mentoring that are asked in other words than their side's usual ones.
DIFFERENT: Final[Mapping[tuple[Side, str], str]] = {
    (Side.MENTEE, "employer-student"): "mentee.student",
    (Side.MENTEE, "lecturer-learner"): "mentee.student",
    (Side.MENTEE, "teacher-teacher"): "mentee.teacher",
    (Side.MENTOR, "teacher-teacher"): "mentor.teacher",
}
TITLES: Final = {Moment.BEFORE: "Анкета до начала", Moment.AFTER: "Анкета после"}


def chosen(side: Side, mentoring_form: str = "") -> str:
    """The key of the set for a side and a form of mentoring; a form without words of its own has the usual ones."""
    return DIFFERENT.get((side, mentoring_form), side.value)


def _form(key: str, asked: Asked, moment: Moment) -> Form:
    questions = asked.before() if moment is Moment.BEFORE else asked.after()
    return Form(f"qs-{key}-{moment}", asked.version, TITLES[moment], questions, verb="Готово", in_a_row=True)


FORMS: Final[Mapping[tuple[str, Moment], Form]] = {
    (key, moment): _form(key, asked, moment) for key, asked in SETS.items() for moment in Moment
}


def form_of(chosen_set: str, side: Side, moment: Moment) -> Form:
    """The questions of a sheet. A set that is not there any more is asked in its side's usual words."""
    return FORMS.get((chosen_set, moment)) or FORMS[side.value, moment]


def due_on(opened: date) -> date:
    """The last day on which it is not late."""
    return opened + timedelta(days=DUE_DAYS)


def correctable(filled: date, today: date) -> bool:
    return today <= filled + timedelta(days=CORRECTABLE_DAYS)


def programme_moment(year: int, today: date) -> Moment | None:
    """What a coordinator can be asked now about the programme of a year: what is expected of it until the end of
    October, how it was from December on and in the January after."""
    if date(year, 1, 1) <= today <= date(year, 10, 31):
        return Moment.BEFORE
    if date(year, 12, 1) <= today <= date(year + 1, 1, 31):
        return Moment.AFTER
    return None
