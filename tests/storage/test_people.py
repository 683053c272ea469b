from domain.people import Role
from storage import people
from tests.village import BEGIN, Village


async def test_somebody_without_a_post_is_nobody(village: Village) -> None:
    person_id = await people.add(village.db, 77, "Ирина", BEGIN)
    assert await people.find(village.db, 77) is None
    await people.appoint(village.db, person_id, Role.DEPARTMENT, BEGIN)
    found = await people.find(village.db, 77)
    assert found
    assert found.post.role is Role.DEPARTMENT


async def test_a_post_given_twice_is_one(village: Village) -> None:
    school = await village.school("Лицей")
    person = await village.person(Role.COORDINATOR, school)
    assert len((await village.also(person.id, Role.COORDINATOR, school)).posts) == 1


async def test_the_newest_post_is_the_one_they_act_in_until_they_switch(village: Village) -> None:
    first, second = await village.school("Лицей"), await village.school("Гимназия")
    person = await village.also((await village.person(Role.COORDINATOR, first)).id, Role.COORDINATOR, second)
    assert person.post.school == "Гимназия"
    assert await people.act_as(village.db, person.id, person.posts[0].id)
    switched = await people.get(village.db, person.id)
    assert switched
    assert switched.post.school == "Лицей"


async def test_nobody_acts_in_a_post_of_somebody_else(village: Village) -> None:
    school = await village.school("Лицей")
    one, other = [await village.person(Role.COORDINATOR, school) for _ in range(2)]
    assert not await people.act_as(village.db, one.id, other.post.id)
    assert await people.get(village.db, one.id) == one


async def test_dismissing_ends_one_post_at_one_school(village: Village) -> None:
    first, second = await village.school("Лицей"), await village.school("Гимназия")
    person = await village.also((await village.person(Role.COORDINATOR, first)).id, Role.COORDINATOR, second)
    post = person.posts[1].id
    assert not await people.dismiss(village.db, post, first, BEGIN)  # the post is at the other school
    assert await people.dismiss(village.db, post, second, BEGIN)
    assert not await people.dismiss(village.db, post, second, BEGIN)
    left = await people.get(village.db, person.id)
    assert left
    assert [one.school for one in left.posts] == ["Лицей"]
    assert left.post.school == "Лицей"  # they acted in the other one


async def test_staff_is_asked_for_by_role_and_school(village: Village) -> None:
    first, second = await village.school("Лицей"), await village.school("Гимназия")
    anna = await village.person(Role.COORDINATOR, first, name="Анна")
    await village.person(Role.COORDINATOR, second, name="Борис")
    await village.person(Role.DEPARTMENT, name="Вера")
    assert [row["name"] for row in await people.staff(village.db, Role.COORDINATOR)] == ["Анна", "Борис"]
    assert [row["post"] for row in await people.staff(village.db, Role.COORDINATOR, first)] == [anna.post.id]


async def test_a_known_person_keeps_their_name(village: Village) -> None:
    first = await people.add(village.db, 77, "Ирина", BEGIN)
    assert await people.add(village.db, 77, "Другое имя", BEGIN) == first
    assert await people.name(village.db, first) == "Ирина"


async def test_who_writes_again_is_within_reach_again(village: Village) -> None:
    person = await village.person(Role.DEPARTMENT)
    assert not await people.reachable(village.db, person.id)
    await village.db.run("UPDATE people SET unreachable_since = '2026-05-01'")
    assert await people.reachable(village.db, person.id)
    assert (await people.staff(village.db, Role.DEPARTMENT))[0]["unreachable_since"] is None
