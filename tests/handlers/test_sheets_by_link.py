"""A mentee's link: one use, one chat, seven days; nothing about whoever answered is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.pairs import State
from domain.people import Role
from domain.questionnaires import Moment, Side
from domain.sheets import Source
from handlers.case import Case
from scheduler import planning
from storage import invitations, people, sheet_links, sheets
from tests.handlers.phone import STRANGER, Line, actions, labels, say, screens, shown, tap
from tests.handlers.sheets_desk import TEN, again, answered, by_link, linked, move, opened, pair, sheet, stored
from views import joining

OTHER = 777
LONG = 7_406_913_258  # no number that a hash may hold by chance
DEAD = str(joining.dead_link().text)


async def test_a_stranger_answers_by_ten_taps_and_is_thanked(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    returned = await opened(line, await linked(line, coordinator, wanted))
    assert "1 из 10" in shown(returned)
    assert labels(returned) == [str(n) for n in range(1, 11)]
    returned = await answered(line, returned)
    assert labels(returned)[0] == "Готово"
    (done,) = [one for one in actions(returned) if one.startswith("qs.d:")]
    returned = await line.feed(tap(done))
    assert "Спасибо" in shown(returned)
    filled = await again(coordinator, wanted)
    assert filled.source is Source.LINK
    assert (await stored(coordinator, wanted) or "").count(":") == 10
    assert '"overall":6' in (await stored(coordinator, wanted) or "")


async def test_an_after_sheet_ends_with_six_times_yes_or_no(line: Line, coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor)
    await move(coordinator, made, State.COMPLETED)
    wanted = await sheet(coordinator, made, Side.MENTEE, Moment.AFTER)
    await by_link(line, coordinator, wanted, f"{TEN} yes no yes yes no no")
    assert '"go_on":true,"become_mentor":false' in (await stored(coordinator, wanted) or "")


async def test_nothing_about_who_answered_is_kept(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    before = await line.db.value("SELECT count(*) FROM people")
    await by_link(line, coordinator, wanted, chat=LONG)
    assert await line.db.value("SELECT count(*) FROM people") == before
    assert await line.db.value("SELECT by_person FROM sheets WHERE id = :id", id=wanted.id) is None
    link = await line.db.one("SELECT * FROM sheet_links")
    assert link is not None
    assert (link["holder"], link["progress"], link["opened_at"]) == (None, "{}", None)
    assert str(LONG) not in str([tuple(row) for row in await line.db.all("SELECT * FROM sheet_links")])


async def test_only_the_day_is_kept_of_a_sheet_that_came_by_a_link(line: Line, coordinator: Case, mentor: Case) -> None:
    """By the minute the chat could be found among the messages of that minute."""
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    line.now += timedelta(hours=5, minutes=17)
    await by_link(line, coordinator, wanted)
    filled = (await again(coordinator, wanted)).filled_at
    assert filled is not None
    local = filled.astimezone(coordinator.town.zone)
    assert (local.date(), local.hour, local.minute) == (coordinator.today, 12, 0)
    assert await line.db.value("SELECT used_at FROM sheet_links") == filled.isoformat(timespec="microseconds")


async def test_the_file_holds_a_hash_of_the_link_and_of_the_chat_only(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    payload = await linked(line, coordinator, wanted)
    await opened(line, payload, LONG)
    rows = []
    for table in ("sheet_links", "sheets", "settings", "drafts", "people", "searches"):
        rows += [tuple(row) for row in await line.db.all(f"SELECT * FROM {table}")]
    everything = str(rows)
    assert payload not in everything
    assert payload.removeprefix("qs-") not in everything
    assert str(LONG) not in everything


async def test_the_hash_of_a_chat_takes_a_key_that_is_not_in_the_file() -> None:
    assert sheet_links.holder_of(b"one", 666) != sheet_links.holder_of(b"another", 666)
    assert sheet_links.holder_of(b"one", 666) == sheet_links.holder_of(b"one", 666)


async def test_a_used_link_opens_nothing_for_anybody(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    payload = await linked(line, coordinator, wanted)
    await answered(line, await opened(line, payload))
    await line.feed(tap("qs.d:1"))
    first = await stored(coordinator, wanted)
    for chat in (STRANGER, OTHER):
        for data in ("qs.a:1:useful:1", "qs.b:1:useful", "qs.c:1:useful", "qs.d:1", f"qs.go:{payload}"):
            assert shown(await line.feed(tap(data, chat))) == DEAD
        assert shown(await line.feed(say(f"/start {payload}", chat))) == DEAD
    assert await stored(coordinator, wanted) == first


async def test_a_link_is_used_once_even_where_its_sheet_is_open(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    payload = await linked(line, coordinator, wanted)
    await answered(line, await opened(line, payload))
    await line.feed(tap("qs.d:1"))
    await line.db.run("UPDATE sheets SET filled_at = NULL, answers = NULL WHERE id = :id", id=wanted.id)
    assert shown(await line.feed(say(f"/start {payload}"))) == DEAD


async def test_a_second_chat_is_refused_kindly_and_sees_nothing(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    payload = await linked(line, coordinator, wanted)
    await answered(line, await opened(line, payload), "8 7 9")
    assert shown(await line.feed(say(f"/start {payload}", OTHER))) == DEAD
    for data in (f"qs.go:{payload}", "qs.a:1:support:1", "qs.b:1:support", "qs.c:1:useful", "qs.d:1"):
        assert shown(await line.feed(tap(data, OTHER))) == DEAD
    assert "4 из 10" in shown(await line.feed(say(f"/start {payload}")))


async def test_of_two_who_look_at_a_link_the_first_to_begin_has_it(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    payload = await linked(line, coordinator, wanted)
    for chat in (STRANGER, OTHER):
        assert "Начать" in labels(await line.feed(say(f"/start {payload}", chat)))
    assert "1 из 10" in shown(await line.feed(tap(f"qs.go:{payload}", OTHER)))
    assert shown(await line.feed(tap(f"qs.go:{payload}", STRANGER))) == DEAD
    assert "1 из 10" in shown(await line.feed(tap(f"qs.go:{payload}", OTHER)))


async def test_a_link_ends_after_seven_days_begun_or_not(line: Line, coordinator: Case, mentor: Case) -> None:
    made = await pair(mentor, 2)
    one = await linked(line, coordinator, await sheet(coordinator, made, Side.MENTEE))
    two = await linked(line, coordinator, await sheet(coordinator, made, Side.MENTEE, place=1))
    await answered(line, await opened(line, one), "8")
    line.now += timedelta(days=7) - timedelta(seconds=1)
    assert "Начать" in labels(await line.feed(say(f"/start {two}", OTHER)))
    line.now += timedelta(seconds=1)
    for chat, payload in ((STRANGER, one), (OTHER, two)):
        assert shown(await line.feed(say(f"/start {payload}", chat))) == DEAD
    assert shown(await line.feed(tap("qs.a:1:comfort:1"))) == DEAD
    assert "Войти можно по приглашению" in shown(await line.feed(say("7")))


async def test_what_an_expired_link_held_is_forgotten_in_the_morning(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    await answered(line, await opened(line, await linked(line, coordinator, wanted)), "8 7")
    await planning.plan(line.db, line.now + timedelta(days=8), coordinator.town)
    row = await line.db.one("SELECT holder, progress FROM sheet_links")
    assert row is not None
    assert tuple(row) == (None, "{}")


async def test_a_revoked_link_opens_nothing(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    payload = await linked(line, coordinator, wanted)
    await answered(line, await opened(line, payload), "8 7")
    await line.feed(tap(f"qs.off:{wanted.id}", coordinator.person.telegram_id))
    assert shown(await line.feed(say(f"/start {payload}"))) == DEAD
    assert shown(await line.feed(tap("qs.a:1:meetings:8"))) == DEAD


async def test_a_new_link_ends_the_old_one_and_asks_first_where_somebody_is_answering(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    wanted, me = await sheet(coordinator, await pair(mentor), Side.MENTEE), coordinator.person.telegram_id
    old = await linked(line, coordinator, wanted)
    assert f"qs.link:{wanted.id}" in actions(await line.feed(tap(f"qs.card:{wanted.id}", me)))
    await opened(line, old)
    card = await line.feed(tap(f"qs.card:{wanted.id}", me))
    assert "по ней уже отвечают" in shown(card)
    assert f"qs.link:{wanted.id}" not in actions(card)
    assert "начатые ответы пропадут" in shown(await line.feed(tap(f"qs.ask:{wanted.id}", me)))
    new = await linked(line, coordinator, wanted)
    assert shown(await line.feed(say(f"/start {old}"))) == DEAD
    assert "Начать" in labels(await line.feed(say(f"/start {new}", OTHER)))


async def test_an_unknown_payload_says_what_a_wrong_invitation_says(line: Line, coordinator: Case) -> None:
    unknown = f"qs-{'A' * 22}"
    assert sheet_links.is_payload(unknown)
    assert shown(await line.feed(say(f"/start {unknown}"))) == shown(await line.feed(say("/start wrong"))) == DEAD
    assert shown(await line.feed(tap("qs.a:1:useful:8"))) == shown(await line.feed(tap("qs.a:x:useful:8"))) == DEAD


async def test_no_invitation_is_taken_for_a_sheet(line: Line, coordinator: Case) -> None:
    secret = await invitations.make(line.db, Role.COORDINATOR, coordinator.school_id, coordinator.person.id, line.now)
    assert not sheet_links.is_payload(secret)
    assert not sheet_links.is_payload("qs-" + secret[:19])


async def test_leaving_and_coming_back_goes_on_where_it_was(line: Line, coordinator: Case, mentor: Case) -> None:
    payload = await linked(line, coordinator, await sheet(coordinator, await pair(mentor), Side.MENTEE))
    await answered(line, await opened(line, payload), "8 7 9")
    for words in (f"/start {payload}", "/start", "Здравствуйте", "что?"):
        assert "4 из 10" in shown(await line.feed(say(words))), words
    assert "Войти можно по приглашению" in shown(await line.feed(say("/start", OTHER)))


async def test_a_stranger_may_type_a_mark_and_is_told_what_one_is(line: Line, coordinator: Case, mentor: Case) -> None:
    await opened(line, await linked(line, coordinator, await sheet(coordinator, await pair(mentor), Side.MENTEE)))
    assert "2 из 10" in shown(await line.feed(say("8")))
    refused = shown(await line.feed(say("11")))
    assert "Нужно число от 1 до 10" in refused
    assert "2 из 10" in refused


async def test_a_double_tap_answers_one_question(line: Line, coordinator: Case, mentor: Case) -> None:
    await opened(line, await linked(line, coordinator, await sheet(coordinator, await pair(mentor), Side.MENTEE)))
    for _ in range(2):
        assert "2 из 10" in shown(await line.feed(tap("qs.a:1:useful:8")))
    for _ in range(2):
        assert "1 из 10" in shown(await line.feed(tap("qs.b:1:comfort")))


async def test_any_answer_can_be_changed_before_it_is_sent(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    await answered(line, await opened(line, await linked(line, coordinator, wanted)))
    assert "3 из 10" in shown(await line.feed(tap("qs.c:1:meetings")))
    assert "3 из 10" in shown(await line.feed(tap("qs.d:1")))  # not before it is answered
    assert await stored(coordinator, wanted) is None
    await line.feed(tap("qs.a:1:meetings:1"))
    await line.feed(tap("qs.d:1"))
    assert '"meetings":1' in (await stored(coordinator, wanted) or "")


async def test_forged_answers_change_nothing(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    await opened(line, await linked(line, coordinator, wanted))
    for data in ("qs.a:1:useful:11", "qs.a:1:overall:5", "qs.a:1:nothing:5", "qs.c:1:nothing", "qs.a:01:useful:5"):
        await line.feed(tap(data))
    assert await line.db.value("SELECT progress FROM sheet_links") == "{}"


async def test_somebody_with_a_post_answers_in_their_chat_and_their_words_stay_their_own(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    """The coordinator's phone is handed over; what is typed there is the coordinator's."""
    wanted, me = await sheet(coordinator, await pair(mentor), Side.MENTEE), coordinator.person.telegram_id
    payload = await linked(line, coordinator, wanted)
    returned = await opened(line, payload, me)
    assert "1 из 10" in shown(returned)
    assert "1 из 10" not in shown(await line.feed(say("8", me)))
    await answered(line, await line.feed(say(f"/start {payload}", me)), chat=me)
    assert "Спасибо" in shown(await line.feed(tap("qs.d:1", me)))
    assert await line.db.value("SELECT by_person FROM sheets WHERE id = :id", id=wanted.id) is None


async def test_the_pairs_own_mentor_cannot_open_it_and_does_not_use_it_up(
    line: Line, coordinator: Case, mentor: Case
) -> None:
    payload = await linked(line, coordinator, await sheet(coordinator, await pair(mentor), Side.MENTEE))
    me = mentor.person.telegram_id
    assert "наставнику не показывают" in shown(await line.feed(say(f"/start {payload}", me)))
    assert shown(await line.feed(tap(f"qs.go:{payload}", me))) == DEAD
    assert "Начать" in labels(await line.feed(say(f"/start {payload}")))


async def test_a_sheet_filled_from_paper_meanwhile_ends_its_link(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    await answered(line, await opened(line, await linked(line, coordinator, wanted)))
    await sheets.fill(line.db, wanted.id, {"overall": 1}, 1, Source.PAPER, coordinator.person.id, line.now)
    assert shown(await line.feed(tap("qs.d:1"))) == DEAD
    assert await sheet_links.held(line.db, sheet_links.holder_of(line.town.key, STRANGER), line.now) is None
    assert await stored(coordinator, wanted) == '{"overall":1}'


async def test_what_came_by_a_link_nobody_writes_over(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    await by_link(line, coordinator, wanted)
    filled = await stored(coordinator, wanted)
    me = coordinator.person.telegram_id
    assert "по ссылке: изменить её нельзя" in shown(await line.feed(tap(f"f.n:qs-mentee-before:{wanted.id}", me)))
    for source in Source:
        assert not await sheets.fill(line.db, wanted.id, {"overall": 1}, 1, source, me, line.now)
    assert await stored(coordinator, wanted) == filled
    card = await line.feed(tap(f"qs.card:{wanted.id}", me))
    assert not [one for one in actions(card) if one.startswith(("f.n", "qs.link", "qs.no"))]


@pytest.mark.parametrize("how", ["declined", "closed", "archived"])
async def test_a_sheet_that_is_not_wanted_any_more_has_no_link(
    line: Line, coordinator: Case, mentor: Case, how: str
) -> None:
    made = await pair(mentor)
    wanted = await sheet(coordinator, made, Side.MENTEE)
    payload = await linked(line, coordinator, wanted)
    if how == "declined":
        await line.feed(tap(f"qs.no:{wanted.id}", coordinator.person.telegram_id))
    elif how == "closed":
        await move(coordinator, made, State.STOPPED)
    else:
        await line.db.run("UPDATE schools SET archived_at = 'now'")
    assert shown(await line.feed(say(f"/start {payload}"))) == DEAD


async def test_links_are_for_mentees_sheets_and_for_coordinators_of_the_school(
    line: Line, coordinator: Case, mentor: Case, department: Case, village: object
) -> None:
    made = await pair(mentor)
    theirs, mentees = await sheet(coordinator, made, Side.MENTOR), await sheet(coordinator, made, Side.MENTEE)
    await line.feed(tap(f"qs.link:{theirs.id}", coordinator.person.telegram_id))
    stranger = await people.add(line.db, 4000, "Чужой Куратор", line.now)
    other = await line.db.value(
        "INSERT INTO schools (number, name, created_at) VALUES (9, 'Другая', 'now') RETURNING id"
    )
    await people.appoint(line.db, stranger, Role.COORDINATOR, line.now, other)
    for who in (4000, mentor.person.telegram_id, department.person.telegram_id, STRANGER):
        for verb in ("link", "ask", "off", "no", "yes", "card", "blank"):
            await line.feed(tap(f"qs.{verb}:{mentees.id}", who))
        await line.feed(tap(f"qs.pair:{made}", who))
    assert await line.db.value("SELECT count(*) FROM sheet_links") == 0
    assert (await again(coordinator, mentees)).waits


async def test_in_a_group_nothing_is_answered(line: Line, coordinator: Case, mentor: Case) -> None:
    payload = await linked(line, coordinator, await sheet(coordinator, await pair(mentor), Side.MENTEE))
    await line.feed(tap(f"qs.go:{payload}", STRANGER, chat=-100500))
    assert await line.db.value("SELECT holder FROM sheet_links") is None


async def test_the_words_of_a_link_say_what_it_is_and_name_nobody(line: Line, coordinator: Case, mentor: Case) -> None:
    wanted = await sheet(coordinator, await pair(mentor), Side.MENTEE)
    returned = await line.feed(tap(f"qs.link:{wanted.id}", coordinator.person.telegram_id))
    words, picture, card = screens(returned)
    assert wanted.code in words.text
    assert "действует до <b>вт, 1 декабря 2026" in words.text
    assert mentor.person.name not in str(words.text) + str(picture.text)
    assert picture.file is not None
    assert str(picture.file.args["link"]) in str(words.text)
    assert "ещё не открыта" in card.text
    greeting = shown(await line.feed(say(f"/start {str(picture.file.args['link']).split('=')[1]}")))
    assert wanted.code not in greeting
    assert mentor.person.name not in greeting


async def test_a_case_of_another_town_key_is_another_holder(line: Line, coordinator: Case, mentor: Case) -> None:
    """A new token of the bot ends what was begun: the chats cannot be told from the file."""
    payload = await linked(line, coordinator, await sheet(coordinator, await pair(mentor), Side.MENTEE))
    await opened(line, payload)
    line.town = replace(line.town, key=b"another token")
    assert shown(await line.feed(say(f"/start {payload}"))) == DEAD
