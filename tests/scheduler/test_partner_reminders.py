"""The end of an agreement is told twice: 30 days before it, and after it; each once, to those who can hear it."""

from datetime import date

from domain.people import Person, Role
from scheduler import planning
from storage import partners
from tests.scheduler.conftest import Mornings
from tests.village import Village, local

KEY = "news:partners:"
SIGNED = date(2025, 9, 1)
END = date(2026, 12, 24)  # a Thursday; 30 days before is Tuesday 24 November


async def agreement(village: Village, by: Person, until: date | None = END, name: str = "Завод «Маяк»") -> int:
    """Written down on the first of November."""
    fields = {"name": name, "agreed_on": str(SIGNED), "valid_until": until and str(until), "gives_mentors": 1}
    assert by.post.school_id
    day = date(2026, 11, 1)
    return await partners.add(village.db, by.post.school_id, fields, by.id, day, local(day))


async def test_an_end_is_told_thirty_days_before_and_on_the_day_after(
    village: Village, mornings: Mornings, coordinator: Person
) -> None:
    await agreement(village, coordinator)
    assert await mornings.told(date(2026, 11, 2), date(2027, 1, 29)) == [date(2026, 11, 24), date(2026, 12, 25)]


async def test_on_days_off_nobody_is_told(village: Village, mornings: Mornings, coordinator: Person) -> None:
    """30 days before Monday 28.12 is a Saturday: told on Friday. The day after Friday 11.12 is one: told on Monday."""
    await agreement(village, coordinator, date(2026, 12, 28), "До понедельника")  # 28.11 is a Saturday
    await agreement(village, coordinator, date(2026, 12, 11), "До пятницы")
    days = await mornings.told(date(2026, 11, 2), date(2026, 12, 31))
    assert days == [date(2026, 11, 11), date(2026, 11, 27), date(2026, 12, 14), date(2026, 12, 29)]


async def test_the_message_lists_every_end_with_a_button_each(
    village: Village, mornings: Mornings, coordinator: Person
) -> None:
    one = await agreement(village, coordinator)
    gone = await agreement(village, coordinator, date(2026, 11, 20), "Библиотека")
    await agreement(village, coordinator, None, "Без срока")
    (notice,) = await mornings.tick(date(2026, 11, 24))
    text = str(notice.screen.text)
    assert notice.chat_id == coordinator.telegram_id
    assert "Завод «Маяк»: до <b>чт, 24 декабря 2026</b>" in text
    assert "Библиотека: было до <b>пт, 20 ноября 2026</b>" in text
    assert "Без срока" not in text
    assert [b.action for row in notice.screen.rows for b in row] == [
        f"pt.from:{coordinator.post.id}:{gone}",
        f"pt.from:{coordinator.post.id}:{one}",
    ]


async def test_after_downtime_one_message_says_what_is_so_now(
    village: Village, mornings: Mornings, coordinator: Person
) -> None:
    await agreement(village, coordinator)
    (notice,) = await mornings.tick(date(2026, 12, 28))  # a month down
    assert "истекли" in str(notice.screen.text)
    assert await mornings.told(date(2026, 12, 29), date(2027, 1, 29)) == []


async def test_an_agreement_prolonged_or_ended_is_not_spoken_of(
    village: Village, mornings: Mornings, coordinator: Person
) -> None:
    longer, over = await agreement(village, coordinator), await agreement(village, coordinator, name="Клуб")
    await mornings.tick(date(2026, 11, 24))
    for key, fields in ((longer, {"valid_until": "2027-12-24"}), (over, {"ended_on": "2026-12-01"})):
        found = await partners.get(village.db, coordinator.post.scope, key)
        assert found
        await partners.change(village.db, found, "changed", fields, coordinator.id, local(date(2026, 12, 1)))
    assert await mornings.told(date(2026, 12, 2), date(2027, 1, 29)) == []
    assert await mornings.told(date(2027, 11, 20), date(2027, 11, 26)) == [date(2027, 11, 24)]  # of its new end


async def test_an_end_that_had_passed_when_it_was_written_down_is_no_news(
    village: Village, mornings: Mornings, coordinator: Person
) -> None:
    await agreement(village, coordinator, date(2026, 10, 1))
    assert await mornings.tick(date(2026, 11, 2)) == []


async def test_where_nobody_can_hear_it_it_is_told_once_somebody_can(
    village: Village, mornings: Mornings, coordinator: Person
) -> None:
    await agreement(village, coordinator)
    await village.db.run("UPDATE people SET unreachable_since = '2026-11-01T00:00:00+00:00' WHERE id > 1")
    assert await mornings.tick(date(2026, 11, 24)) == []
    await village.db.run("UPDATE people SET unreachable_since = NULL")
    assert len(await mornings.tick(date(2026, 11, 25))) == 1
    assert await mornings.tick(date(2026, 11, 26)) == []


async def test_each_coordinator_hears_of_their_own_school_alone(
    village: Village, mornings: Mornings, coordinator: Person
) -> None:
    second = await village.person(Role.COORDINATOR, coordinator.post.school_id)
    other = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    await agreement(village, coordinator)
    await agreement(village, other, name="Чужой партнёр")
    notices = await mornings.tick(date(2026, 11, 24))
    said = {one.chat_id: str(one.screen.text) for one in notices}
    assert set(said) == {coordinator.telegram_id, second.telegram_id, other.telegram_id}
    assert "Чужой" not in said[coordinator.telegram_id] + said[second.telegram_id]


async def test_who_has_two_schools_reads_which_it_is(village: Village, mornings: Mornings, coordinator: Person) -> None:
    other = await village.school("Лицей")
    both = await village.also(coordinator.id, Role.COORDINATOR, other)
    await agreement(village, coordinator)
    await agreement(village, both, name="Музей")
    (notice,) = await mornings.tick(date(2026, 11, 24))
    assert "Музей (Лицей)" in notice.screen.text
    assert len({b.action.split(":")[1] for row in notice.screen.rows for b in row}) == 2


async def test_what_could_not_leave_by_evening_waits_for_the_morning(village: Village, coordinator: Person) -> None:
    await agreement(village, coordinator)
    noon = local(date(2026, 11, 24), 12)
    await village.queue(await planning.plan(village.db, noon, village.town), noon)  # the messenger is away
    await planning.plan(village.db, local(date(2026, 11, 24), 20), village.town)
    (row,) = await village.db.all("SELECT state, not_before FROM outbox WHERE key LIKE 'news:partners:%'")
    assert (row["state"], row["not_before"][:13]) == ("later", "2026-11-25T06")
