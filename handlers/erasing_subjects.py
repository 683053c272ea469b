"""Whom or what an erasure is about: loads that find nobody who may not be erased."""

from domain.people import EVERYTHING, Scope
from domain.registry import Mentor
from handlers.case import Case, number
from storage import erasures, mentors, people, school_life, schools, years
from storage.erasures import MENTOR, PERSON, SCHOOL, YEAR, Erasure
from views import erasing as views


async def of(case: Case, subject: str) -> tuple[str, int, str]:
    """Kind, id and title. LookupError for a school on the list, a year not closed, and whoever may not be erased."""
    kind, _, one = subject.partition(".")
    if kind == PERSON:
        return (kind, *await person(case, number(one)))
    if kind == MENTOR:
        known = await mentor(case, EVERYTHING, number(one))
        return kind, known.id, views.mentor(known.code)
    if kind == SCHOOL:
        school = await schools.get(case.db, number(one))
        if school is None or await school_life.fate(case.db, school.id) is None:
            raise LookupError(subject)
        return kind, school.id, school.name
    if kind == YEAR and number(one) in await years.closed(case.db):
        return kind, number(one), views.year(number(one))
    raise LookupError(subject)


async def person(case: Case, person_id: int) -> tuple[int, str]:
    """Another than oneself, and nobody whom the settings would let in again."""
    chat = await people.chat(case.db, person_id)
    if person_id == case.person.id or chat < 0 or chat in case.town.admins:
        raise LookupError(person_id)
    return person_id, await people.name(case.db, person_id)


async def mentor(case: Case, scope: Scope, mentor_id: int) -> Mentor:
    """Who has no account: whoever has one is erased as a person, by themselves or by the department."""
    found = await mentors.get(case.db, scope, mentor_id)
    if found is None or found.person_id is not None:
        raise LookupError(mentor_id)
    return found


async def load(case: Case, text: str) -> Erasure:
    one = await erasures.get(case.db, number(text), case.now)
    if one is None:
        raise LookupError(text)
    return one
