"""Who is offered in which order: never one without room or of another school, and a better fit never below."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import competences, matching
from domain.competences import AGE_LABELS, COMPETENCE_LABELS
from domain.matching import Candidate, Fit, Match, Profile, Request
from domain.mentoring import LABELS

TODAY = date(2026, 11, 24)
KEYS = st.lists(st.sampled_from(sorted(COMPETENCE_LABELS)[:4]), unique=True, max_size=3).map(tuple)
AGES = st.lists(st.sampled_from(sorted(AGE_LABELS)), unique=True, max_size=2).map(tuple)
FORMS = st.lists(st.sampled_from(sorted(LABELS)[:3]), unique=True, max_size=2).map(tuple)
NUMBER = st.integers(1, 4)
PROFILE = st.builds(Profile, KEYS, AGES, FORMS, st.none() | NUMBER, st.none() | NUMBER)
CANDIDATE = st.builds(
    Candidate,
    id=st.integers(1, 60),
    school_id=st.integers(1, 2),
    label=st.sampled_from(("Анна", "анна", "Ш01-Н01")),
    pupil=st.booleans(),
    profile=PROFILE,
    busy=st.integers(0, 4),
    archived=st.booleans(),
    was=st.none() | st.integers(1, 3),
)
CANDIDATES = st.lists(CANDIDATE, max_size=12, unique_by=lambda one: one.id)
REQUEST = st.builds(
    Request,
    school_id=st.integers(1, 2),
    mentees=st.lists(st.integers(1, 3), min_size=1, max_size=3, unique=True).map(tuple),
    wants=KEYS,
    form=st.none() | st.sampled_from(sorted(LABELS)[:3]),
    ages=AGES,
    not_these=st.frozensets(st.integers(1, 60), max_size=3),
)


def quality(match: Match) -> tuple[int, int, int]:
    return match.form, len(match.shared), match.age


def one(
    number: int, label: str = "", school: int = 1, busy: int = 0, was: int | None = None, **can: object
) -> Candidate:
    return Candidate(number, school, label or f"№ {number}", False, Profile(**can), busy, was=was)  # type: ignore[arg-type]


def test_who_is_offered_and_in_which_order() -> None:
    asked = Request(1, (5, 6), ("it", "art"), "teacher-pupil", ("teen",), frozenset({90}))
    there = [
        one(1, places=2),
        one(2, competences=("it",), forms=("teacher-pupil",), places=2),
        one(3, competences=("it", "art"), forms=("employer-pupil",), places=9),  # another form outweighs all the rest
        one(4, competences=("it", "art"), ages=("primary",), forms=("teacher-pupil",), places=2),
        one(5, competences=("it", "art"), ages=("teen",), forms=("teacher-pupil",), places=2),
        one(6, competences=("it", "art"), ages=("teen",), forms=("teacher-pupil",), places=3),
        one(7, competences=("it", "art"), ages=("teen",), forms=("teacher-pupil",), places=4, busy=1),
        one(9, "бэла", competences=("it",), forms=("teacher-pupil",), places=2, hours=9),
        one(8, "Бэла", competences=("it",), forms=("teacher-pupil",), places=2),
        one(91, school=2, places=9),
        replace(one(92, places=9), archived=True),
        one(93, places=2, busy=1),  # room for one alone
        one(90, places=9),
        one(94, was=6, places=9),
    ]
    assert [match.candidate.id for match in matching.ranked(asked, there)] == [6, 7, 5, 4, 8, 9, 2, 1, 3]
    assert matching.full(asked, there) == 1


@given(REQUEST, CANDIDATES)
def test_nobody_is_offered_who_has_no_room_or_is_not_of_the_school(request: Request, there: list[Candidate]) -> None:
    offered = [match.candidate for match in matching.ranked(request, there)]
    for one in offered:
        assert one.school_id == request.school_id
        assert not one.archived
        assert one.busy + len(request.mentees) <= one.places
        assert one.id not in request.not_these
        assert one.was not in request.mentees
    others = [one for one in there if one not in offered and one.school_id == request.school_id and not one.archived]
    free = [one for one in others if one.id not in request.not_these and one.was not in request.mentees]
    assert matching.full(request, there) == len(free), "whoever is left out has no room"


@given(REQUEST, CANDIDATES, st.randoms(use_true_random=False))
def test_the_order_is_total_and_does_not_depend_on_where_somebody_stood(
    request: Request, there: list[Candidate], luck: object
) -> None:
    first = matching.ranked(request, there)
    shuffled = sorted(there, key=lambda one: luck.random())  # type: ignore[attr-defined]
    assert matching.ranked(request, shuffled) == first
    orders = [match.order for match in first]
    assert orders == sorted(set(orders))


@given(REQUEST, CANDIDATES)
def test_a_better_fit_never_stands_below_a_worse_one(request: Request, there: list[Candidate]) -> None:
    offered = matching.ranked(request, there)
    for above, below in pairwise(offered):
        assert quality(above) >= quality(below)
        if quality(above) == quality(below):
            assert above.candidate.free >= below.candidate.free
            if above.candidate.free == below.candidate.free:
                assert above.candidate.busy <= below.candidate.busy


@given(REQUEST, CANDIDATE)
def test_one_competence_more_that_is_asked_for_never_makes_a_fit_worse(request: Request, one: Candidate) -> None:
    more = replace(one, profile=replace(one.profile, competences=(*one.profile.competences, *request.wants)))
    before, after = (matching.ranked(request, [each]) for each in (one, more))
    assert len(before) == len(after)
    if before:
        assert after[0].order <= before[0].order


@pytest.mark.parametrize(
    ("pupil", "forms", "wanted", "fit"),
    [
        (True, (), "pupil-pupil", Fit.FITS),
        (True, ("teacher-pupil",), "teacher-pupil", Fit.AGAINST),  # a pupil is no teacher, whatever was ticked
        (False, ("pupil-pupil",), "pupil-pupil", Fit.AGAINST),
        (False, (), "teacher-pupil", Fit.UNKNOWN),
        (False, ("teacher-pupil",), "teacher-pupil", Fit.FITS),
        (False, ("employer-pupil",), "teacher-pupil", Fit.AGAINST),
        (False, ("employer-pupil",), None, Fit.UNKNOWN),
    ],
)
def test_the_form_fits_as_the_mentor_is(pupil: bool, forms: tuple[str, ...], wanted: str | None, fit: Fit) -> None:
    one = Candidate(1, 1, "Анна", pupil, Profile(forms=forms))
    assert matching.ranked(Request(1, (5,), form=wanted), [one])[0].form is fit


@pytest.mark.parametrize(
    ("grade", "may", "band"),
    [
        ("10А", True, "senior"),
        ("9", True, "teen"),
        ("9-Б класс", True, "teen"),
        ("8Б", False, "teen"),
        ("5 класс", False, "middle"),
        ("1А", False, "primary"),
        ("2011", True, "teen"),  # fifteen this year: fourteen for sure
        ("2012 г.р.", None, "teen"),  # fourteen in this year: perhaps not yet today
        ("2013", False, "middle"),
        ("2 курс", True, "senior"),
        ("12", None, None),
        ("группа 3", None, None),
        (None, None, None),
    ],
)
def test_what_a_class_or_a_year_of_birth_tells_of_an_age(grade: str | None, may: bool | None, band: str | None) -> None:
    assert competences.of_age(grade, TODAY) is may
    assert competences.band(grade, TODAY) == band


@given(st.text(max_size=20))
def test_any_words_for_a_class_are_borne(grade: str) -> None:
    assert competences.of_age(grade, TODAY) in (True, False, None)
    assert competences.band(grade, TODAY) in (*AGE_LABELS, None)


def test_keys_that_are_gone_are_passed_over() -> None:
    assert competences.unpacked("it,gone,career", COMPETENCE_LABELS) == ("career", "it")
    assert competences.packed(()) is None
    assert competences.unpacked(None, COMPETENCE_LABELS) == ()
