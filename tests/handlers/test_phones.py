"""One mentor is one account: a newer link ends the earlier one, and another phone takes over only if meant."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.people import Role
from domain.registry import Mentor
from handlers.case import Case
from storage import invitations, leaving, mentors, people
from storage.instants import instant
from tests.handlers.phone import STRANGER, Line, actions, labels, say, shown, tap
from tests.handlers.taps import press, pressed
from tests.handlers.test_meetings import pair
from tests.village import BEGIN, Village


async def registered(case: Case, name: str = "Олег Новиков") -> Mentor:
    return await mentors.add(case.db, case.school_id, "adult", BEGIN, name=name, place=None, consent="№ 2")


def payload(returned: Any) -> str:
    (secret,) = set(re.findall(r"start=([\w-]+)", shown(returned)))
    return str(secret)


async def holders(line: Line, mentor_id: int) -> list[int]:
    rows = await line.db.all(
        """SELECT p.telegram_id FROM roles r JOIN people p ON p.id = r.person_id
           WHERE r.mentor_id = :id AND r.revoked_at IS NULL ORDER BY 1""",
        id=mentor_id,
    )
    return [row["telegram_id"] for row in rows]


async def test_a_newer_link_ends_the_earlier_one(line: Line, coordinator: Case) -> None:
    new, other = await registered(coordinator), await registered(coordinator, "Иван Другов")
    kept = payload(await press(line, coordinator, f"t.invite:{other.id}"))
    first = payload(await press(line, coordinator, f"t.invite:{new.id}"))
    second = await press(line, coordinator, f"t.invite:{new.id}")
    assert "прежние больше не действуют" in shown(second)
    assert "ссылка не действует" in shown(await line.feed(tap(f"join:{first}")))
    await line.feed(tap(f"join:{payload(second)}"))
    assert await holders(line, new.id) == [STRANGER]
    assert await invitations.find(line.db, kept, line.now), "another mentor's is none of these"


async def test_of_two_links_from_before_the_second_gives_nothing_and_says_whom_to_ask(
    line: Line, coordinator: Case
) -> None:
    new = await registered(coordinator)
    one = payload(await press(line, coordinator, f"t.invite:{new.id}"))
    two = payload(await press(line, coordinator, f"t.invite:{new.id}"))
    await line.db.run("UPDATE invitations SET revoked_at = NULL")
    await line.feed(tap(f"join:{one}", 3001))
    for event in (say(f"/start {two}"), tap(f"join:{two}")):
        said = shown(await line.feed(event))
        assert "уже в боте с другого аккаунта" in said
        assert "«Вход и телефон»" in said
    assert await holders(line, new.id) == [3001]
    assert await line.db.value("SELECT 1 FROM people WHERE telegram_id = :id", id=STRANGER) is None


async def test_a_mentor_in_the_bot_is_not_invited_again_but_may_be_moved(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    who = mentor.person.post.mentor_id
    card = await press(line, coordinator, f"t.open:{who}")
    assert "Пригласить в бот" not in labels(card)
    asked = await pressed(line, coordinator, card, "Вход и телефон")
    assert "start=" not in shown(asked)
    assert "пусть напишет боту /start" in shown(asked)
    assert await line.db.value("SELECT count(*) FROM invitations") == 0
    secret = payload(await pressed(line, coordinator, asked, "Ссылка на новый телефон"))
    assert await holders(line, who or 0) == [3000], "until it is opened nothing changes"
    consent = await line.feed(say(f"/start {secret}"))
    done = await line.feed(tap(actions(consent)[0]))
    assert "вы в программе" in shown(done)
    assert await holders(line, who or 0) == [STRANGER]
    told = {one.chat_id: str(one.screen.text) for one in done.notices}
    assert "с другого аккаунта" in told[3000]
    assert "прежний аккаунт" in told[coordinator.person.telegram_id]
    assert "Войти можно по приглашению" in shown(await line.feed(say("45", 3000)))
    known = await mentors.get(line.db, coordinator.person.post.scope, who or 0)
    assert known
    found = await people.find(line.db, STRANGER)
    assert found
    assert known.person_id == found.id


async def test_ones_own_link_on_ones_own_phone_changes_nothing(line: Line, coordinator: Case, mentor: Case) -> None:
    who = mentor.person.post.mentor_id
    secret = payload(await press(line, coordinator, f"t.move:{who}"))
    done = await line.feed(tap(f"join:{secret}", 3000))
    assert "вы в программе" in shown(done)
    assert await holders(line, who or 0) == [3000]
    assert 3000 not in {one.chat_id for one in done.notices}


async def test_a_link_to_replace_one_account_does_not_replace_the_next(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    who = mentor.person.post.mentor_id or 0
    secret = payload(await press(line, coordinator, f"t.move:{who}"))
    await people.dismiss(line.db, mentor.person.post.id, coordinator.school_id, line.now)
    person = await people.add(line.db, 3002, "Пётр Наставников", BEGIN)
    await people.appoint(line.db, person, Role.MENTOR, BEGIN, coordinator.school_id, who)
    await mentors.connect(line.db, who, person)
    assert "уже в боте с другого аккаунта" in shown(await line.feed(tap(f"join:{secret}")))
    assert await holders(line, who) == [3002]


async def test_a_link_from_before_they_left_does_not_open_to_whoever_holds_it(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    secret = payload(await press(line, coordinator, f"t.move:{mentor.person.post.mentor_id}"))
    await press(line, mentor, "md.out")
    assert "ссылка не действует" in shown(await line.feed(tap(f"join:{secret}")))


async def test_whoever_has_left_is_invited_again(line: Line, coordinator: Case, mentor: Case) -> None:
    who = mentor.person.post.mentor_id
    await press(line, mentor, "md.out")
    card = await press(line, coordinator, f"t.open:{who}")
    assert "В боте: нет" in shown(card)
    secret = payload(await pressed(line, coordinator, card, "Пригласить в бот"))
    await line.feed(tap(f"join:{secret}", 3000))
    assert await holders(line, who or 0) == [3000]


async def test_seminars_go_along_and_other_posts_of_the_old_account_stay(
    line: Line, village: Village, coordinator: Case, mentor: Case
) -> None:
    await line.db.run(
        """INSERT INTO events (id, title, place, starts_at, audience, by_person, created_at, moved_at)
           VALUES (1, 'Семинар', 'Дом', :starts, 'everybody', :me, '', '')""",
        starts=instant(line.now + timedelta(days=3)),
        me=coordinator.person.id,
    )
    sign = "INSERT INTO event_guests (event_id, person_id, signed_at) VALUES (1, :id, '')"
    await line.db.run(sign, id=mentor.person.id)
    elsewhere = await village.school("Лицей")
    await village.also(mentor.person.id, Role.COORDINATOR, elsewhere)
    who = mentor.person.post.mentor_id
    await line.feed(tap(f"join:{payload(await press(line, coordinator, f't.move:{who}'))}"))
    old = await people.find(line.db, 3000)
    assert old
    assert [post.school_id for post in old.posts] == [elsewhere], "a coordinator takes over no post but the mentor's"
    assert await line.db.value("SELECT person_id FROM event_guests") == mentor.person.id
    await people.dismiss(line.db, old.post.id, elsewhere, line.now)
    await line.feed(tap(f"join:{payload(await press(line, coordinator, f't.move:{who}'))}", 3003))
    newest = await people.find(line.db, 3003)
    assert newest
    await line.db.run("UPDATE event_guests SET person_id = :id", id=newest.id)
    await line.feed(tap(f"join:{payload(await press(line, coordinator, f't.move:{who}'))}", 3004))
    last = await people.find(line.db, 3004)
    assert last
    assert await line.db.value("SELECT person_id FROM event_guests") == last.id


async def test_whoever_has_left_comes_back_by_no_link_they_had_made(line: Line, coordinator: Case) -> None:
    """A mentor's is no other: its maker would be a mentor of the school they have left."""
    secret = payload(await press(line, coordinator, f"t.invite:{(await registered(coordinator)).id}"))
    await leaving.leave(line.db, line.town, line.now, coordinator.person.id)
    await line.feed(tap(f"join:{secret}", coordinator.person.telegram_id))
    assert await people.find(line.db, coordinator.person.telegram_id) is None


async def test_a_lost_phone_is_shut_out_at_once_and_what_was_written_down_stays(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    await pair(mentor)
    await line.feed(say("45", 3000))
    spare = payload(await press(line, coordinator, f"t.move:{mentor.person.post.mentor_id}"))
    await line.feed(tap("f.n:met:own", 3000))
    asked = await press(line, coordinator, f"t.invite:{mentor.person.post.mentor_id}")
    done = await pressed(line, coordinator, await pressed(line, coordinator, asked, "Закрыть вход"), "Закрыть вход")
    assert "В боте: нет" in shown(done)
    assert [one.chat_id for one in done.notices] == [3000]
    assert await people.find(line.db, 3000) is None
    assert "Войти можно по приглашению" in shown(await line.feed(say("60", 3000)))
    assert "ссылка не действует" in shown(await line.feed(tap(f"join:{spare}")))
    assert await line.db.value("SELECT count(*) FROM meetings WHERE undone_at IS NULL") == 1
    again = payload(await pressed(line, coordinator, done, "Пригласить в бот"))
    await line.feed(tap(f"join:{again}", 3000))
    assert await holders(line, mentor.person.post.mentor_id or 0) == [3000]


@pytest.mark.parametrize("verb", ["t.shut?", "t.shut"])
async def test_nobody_is_shut_out_twice_nor_at_another_school(
    line: Line, village: Village, coordinator: Case, mentor: Case, verb: str
) -> None:
    stranger = replace(coordinator, person=await village.person(Role.COORDINATOR, await village.school("Лицей")))
    who = mentor.person.post.mentor_id
    assert "Этого здесь нет" in shown(await press(line, stranger, f"{verb}:{who}"))
    assert await holders(line, who or 0) == [3000]
    await press(line, coordinator, f"t.shut:{who}")
    assert "Этого здесь нет" in shown(await press(line, coordinator, f"{verb}:{who}"))
