import pytest

from domain.people import Role
from storage import invitations, schools
from tests.village import BEGIN, Village


async def test_a_school_keeps_the_number_asked_for_or_gets_the_next_free_one(village: Village) -> None:
    asked = {"А": 7, "Б": None, "В": 3, "Г": None, "Д": 7}
    numbers = [(await schools.add(village.db, name, BEGIN, number)).number for name, number in asked.items()]
    assert numbers == [7, 8, 3, 9, 10]  # the last asks for a number that is in use


async def test_a_name_is_given_once(village: Village) -> None:
    await village.school("Лицей")
    with pytest.raises(schools.NameTaken):
        await village.school("Лицей")


async def test_codes_are_counted_by_school_and_never_given_twice(village: Village) -> None:
    school, other = [await schools.add(village.db, f"Школа {n}", BEGIN, n) for n in (7, 112)]
    given = [await schools.next_code(village.db, school.id, who) for who in ("mentee", "mentee", "mentor", "mentee")]
    assert given == ["Ш07-001", "Ш07-002", "Ш07-Н01", "Ш07-003"]
    assert await schools.next_code(village.db, other.id, "mentee") == "Ш112-001"


async def test_an_archived_school_leaves_the_list_and_keeps_its_number(village: Village) -> None:
    await schools.add(village.db, "Лицей", BEGIN, 7)
    await village.db.run("UPDATE schools SET archived_at = '2026-05-01'")
    assert await schools.everyone(village.db) == []
    assert await schools.numbers(village.db) == {7: "Лицей"}
    assert (await schools.add(village.db, "Лицей", BEGIN, 7)).number == 8


async def test_crews_count_who_is_in_post_who_is_lost_and_who_is_invited(village: Village) -> None:
    lyceum, other = await village.school("Лицей"), await village.school("Гимназия")
    people = [await village.person(Role.COORDINATOR, lyceum) for _ in range(3)]
    await village.db.run("UPDATE people SET unreachable_since = '2026-05-01' WHERE id = :id", id=people[0].id)
    await village.db.run("UPDATE roles SET revoked_at = '2026-05-01' WHERE person_id = :id", id=people[2].id)
    await invitations.make(village.db, Role.COORDINATOR, other, people[0].id, BEGIN)
    crews = await schools.crews(village.db, BEGIN)
    counts = {school: (crew["coordinators"], crew["lost"], crew["invited"]) for school, crew in crews.items()}
    assert counts == {lyceum: (2, 1, 0), other: (0, 0, 1)}
