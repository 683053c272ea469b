"""Letters of the department to many: whom they reach, what is known of them, and what can be taken back."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest

from domain.broadcasts import Count
from domain.forms.broadcasts import BROADCAST
from domain.people import Role
from handlers import bindings
from handlers.case import Case
from scheduler import upkeep
from storage import audiences, broadcasts, chats, outbox, parcel, people, receipts
from storage.broadcasts import Broadcast
from storage.database import Database, Transaction
from tests.handlers import post
from tests.handlers.phone import Line, actions, labels, say, screens, shown, tap
from tests.handlers.test_schools import NOW
from tests.village import BEGIN, TOWN, Village, local
from views.screen import Reply

NIGHT = local(date(2026, 11, 24), 22)


async def written(line: Line, department: Case, words: str = "Совещание", audience: str = "coordinators") -> Reply:
    """A draft with a read receipt, up to its preview."""
    me = department.person.telegram_id
    reply = await line.feed(tap(bindings.begin("broadcast", "new"), me))
    draft = int(actions(reply)[0].split(":")[1])
    await line.feed(tap(f"f.a:{draft}:1:audience:{audience}", me))
    await line.feed(say(words, me))
    await line.feed(tap(f"f.k:{draft}:3:file", me))
    answer = await line.feed(say("да", me))
    assert isinstance(answer, Reply)
    return answer


async def sent(line: Line, department: Case, verb: str = "bc.send", **how: Any) -> tuple[Broadcast, Reply]:
    """Confirmed, and its messages queued."""
    await written(line, department, **how)
    (one, *_) = await broadcasts.listing(line.db)
    reply = await line.feed(tap(f"{verb}:{one.id}", department.person.telegram_id))
    await post.queue(line.db, reply, line.now)
    found = await broadcasts.get(line.db, one.id)
    assert found
    return found, reply


async def counted(db: Transaction, one: Broadcast) -> Count:
    await receipts.settle(db, one)
    return await receipts.count(db, one.id)


# Whom it reaches ------------------------------------------------------------------------------------------


async def test_nothing_is_sent_before_the_preview_is_confirmed(line: Line, department: Case, coordinator: Case) -> None:
    preview = await written(line, department, "Завтра <b>важный</b> день")
    assert not preview.notices
    letter, below = screens(preview)
    assert letter.text == "<b>Управление образования</b>\n\nЗавтра &lt;b&gt;важный&lt;/b&gt; день"
    assert "Получат: <b>1\u00a0человек</b>" in below.text
    _, reply = await sent(line, department, words="Завтра <b>важный</b> день")
    assert reply.notices[0].screen.text == letter.text, "what was shown is what is sent"


async def test_who_holds_several_posts_has_it_once(
    line: Line, village: Village, department: Case, mentor: Case
) -> None:
    await village.also(mentor.person.id, Role.COORDINATOR, await village.school("Лицей"))
    _, reply = await sent(line, department, audience="everybody")
    assert sorted(notice.chat_id for notice in reply.notices) == [1002, 3000]


async def test_those_who_owe_are_written_to_and_no_others(line: Line, village: Village, department: Case) -> None:
    await village.activate(2026)
    await village.only("2026-Q4")
    done, late = [await village.person(Role.COORDINATOR, await village.school(name)) for name in ("Лицей", "Гимназия")]
    await village.file(done, "2026-Q4", NOW)
    assert await audiences.owed_now(line.db, TOWN, NOW.date()) == [("4.1", "2026-Q4", 1)]
    me = department.person.telegram_id
    draft = int(actions(await line.feed(tap(bindings.begin("broadcast", "new"), me)))[0].split(":")[1])
    asked = await line.feed(tap(f"f.a:{draft}:1:audience:owing", me))
    assert labels(asked)[0] == "IV кв. 2026: Мониторинг · 1"
    await line.feed(tap(f"f.a:{draft}:2:debt:4.1:2026-Q4", me))
    await line.feed(say("Ждём отчёт", me))
    await line.feed(tap(f"f.k:{draft}:4:file", me))
    below = screens(await line.feed(say("нет", me)))[-1]
    assert "Кто не сдал: Мониторинг, IV квартал 2026" in below.text
    (one,) = await broadcasts.listing(line.db)
    reply = await line.feed(tap(f"bc.send:{one.id}", me))
    assert [notice.chat_id for notice in reply.notices] == [late.telegram_id]


async def test_chosen_schools_are_written_to_and_no_others(line: Line, village: Village, coordinator: Case) -> None:
    other = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    school = other.post.school_id
    found = await audiences.people(line.db, f"schools:{school}", TOWN, NOW.date())
    assert [row["id"] for row in found] == [other.id]


async def test_a_dismissed_coordinator_is_not_written_to(line: Line, department: Case, coordinator: Case) -> None:
    await people.dismiss(line.db, coordinator.person.post.id, coordinator.school_id, NOW)
    preview = await written(line, department)
    assert "Получат: <b>0" in shown(preview)
    assert not any(action.startswith("bc.send") for action in actions(preview))
    (one,) = await broadcasts.listing(line.db)
    reply = await line.feed(tap(f"bc.send:{one.id}", department.person.telegram_id))
    assert reply.toast.startswith("Отправлять некому")
    assert (await broadcasts.get(line.db, one.id)).sent_at is None  # type: ignore[union-attr]


async def test_two_thousand_people_are_written_to_in_one_transaction_once(
    line: Line, village: Village, department: Case
) -> None:
    school = await village.school("Лицей")
    for n in range(2000):
        person = await people.add(line.db, 10_000 + n, f"Куратор {n}", BEGIN)
        await people.appoint(line.db, person, Role.COORDINATOR, BEGIN, school)
    one, reply = await sent(line, department)
    assert len(reply.notices) == 2000
    assert await line.db.value("SELECT count(*) FROM outbox WHERE priority = :b", b=parcel.BROADCAST) == 2000
    again = await line.feed(tap(f"bc.send:{one.id}", department.person.telegram_id))
    assert not again.notices, "a second tap sends nothing"
    assert len(await post.leave(line.db, NOW)) == 2000
    assert await counted(line.db, one) == Count(sent=2000)


async def test_a_text_too_long_for_a_file_is_refused_with_both_numbers() -> None:
    (check,) = BROADCAST.checks
    fault = check.fault({"words": "д" * 950, "file": 1}, None)  # type: ignore[arg-type]
    assert fault
    assert "900" in fault
    assert "950" in fault


# What becomes of it ---------------------------------------------------------------------------------------


async def test_what_is_known_of_each_message_is_counted(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    school = await village.school("Лицей")
    lost, refused = await village.person(Role.COORDINATOR, school), await village.person(Role.COORDINATOR, school)
    await chats.mark_unreachable(line.db, lost.telegram_id, NOW)
    one, reply = await sent(line, department)
    assert lost.telegram_id not in [notice.chat_id for notice in reply.notices]
    assert await counted(line.db, one) == Count(queued=2, unreachable=1)
    row = await line.db.value("SELECT id FROM outbox WHERE chat_id = :chat", chat=refused.telegram_id)
    await outbox.drop(line.db, row, "bot was blocked by the user", NOW)
    await post.leave(line.db, NOW)
    assert await counted(line.db, one) == Count(sent=1, unreachable=2)


async def test_a_plan_tells_the_end_once_and_only_the_sender(line: Line, department: Case, coordinator: Case) -> None:
    await sent(line, department)
    assert await post.tick(line, NOW) == (), "it is still on its way"
    await post.leave(line.db, NOW)
    (told,) = await post.tick(line, NOW)
    assert told.chat_id == department.person.telegram_id
    assert "Доставлено: <b>1 из 1</b>" in told.screen.text
    assert await post.tick(line, NOW + timedelta(minutes=1)) == ()
    assert await line.db.value("SELECT count(*) FROM settings WHERE key = 'watch'") == 0, "nothing is looked for now"


@pytest.fixture
async def database(tmp_path: Any) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "apart.sqlite3")
    yield database
    await database.close()


async def test_what_became_of_messages_outlives_their_rows(database: Database) -> None:
    async with database.transaction() as db:
        village = Village(db)
        sender = await village.person(Role.DEPARTMENT)
        await village.person(Role.COORDINATOR, await village.school("Лицей"))
        draft = await broadcasts.draft(db, sender.id, NOW, audience="coordinators", words="Да")
        one = await broadcasts.get(db, draft)
        assert one
        whom = await audiences.people(db, "coordinators", TOWN, NOW.date())
        await broadcasts.send(db, one, whom, NOW, urgent=False)
        await outbox.put(db, [parcel.Parcel(1002, "sendMessage", "{}", key=broadcasts.key(one, whom[0]["id"]))], NOW)
        await post.leave(db, NOW)
    await upkeep.prune(database, NOW + timedelta(days=40))
    async with database.transaction() as db:
        assert await db.value("SELECT count(*) FROM outbox") == 0
        assert await receipts.count(db, draft) == Count(sent=1)


async def test_only_what_has_not_left_is_taken_back(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    other = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    third = await village.person(Role.COORDINATOR, await village.school("Гимназия"))
    one, _ = await sent(line, department)
    by_chat = {row["chat_id"]: row["id"] for row in await line.db.all("SELECT id, chat_id FROM outbox")}
    await outbox.sent(line.db, [(by_chat[other.telegram_id], 5)], NOW)
    await line.db.run("UPDATE outbox SET state = 'sending' WHERE chat_id = :chat", chat=third.telegram_id)
    me = department.person.telegram_id
    assert "Не уйдёт ещё <b>2" in shown(await line.feed(tap(f"bc.undo?:{one.id}", me)))
    undone = await line.feed(tap(f"bc.undo:{one.id}", me))
    assert undone.toast == "Отозвано: 1\u00a0сообщение"
    assert await counted(line.db, one) == Count(sent=1, undone=1, queued=1)  # one is with the messenger right now
    await outbox.sent(line.db, [(by_chat[third.telegram_id], 6)], NOW)
    assert await counted(line.db, one) == Count(sent=2, undone=1)
    assert await post.leave(line.db, NOW) == []
    assert (await line.feed(tap(f"bc.undo:{one.id}", me))).toast == "Всё уже ушло"


# At night -------------------------------------------------------------------------------------------------


async def test_at_night_it_waits_unless_it_is_said_to_go_now(line: Line, department: Case, coordinator: Case) -> None:
    line.now = NIGHT
    _, reply = await sent(line, department)
    assert [notice.not_before for notice in reply.notices] == [local(date(2026, 11, 25))]
    _, urgent = await sent(line, department, verb="bc.now")
    assert [notice.not_before for notice in urgent.notices] == [None]


async def test_what_could_not_leave_by_evening_is_held_and_what_is_urgent_is_not(
    line: Line, department: Case, coordinator: Case
) -> None:
    await sent(line, department, words="Спокойное")
    await sent(line, department, words="Срочное", verb="bc.now")
    await post.tick(line, NIGHT)
    assert await post.leave(line.db, NIGHT) == [coordinator.person.telegram_id]
    rows = await line.db.all("SELECT key, not_before FROM outbox WHERE state = 'later'")
    assert [(row["key"].split(":")[0], row["not_before"][:13]) for row in rows] == [("broadcast", "2026-11-25T06")]


# Reading --------------------------------------------------------------------------------------------------


async def test_only_those_it_was_for_can_say_that_they_have_read_it(
    line: Line, department: Case, coordinator: Case, mentor: Case
) -> None:
    one, _ = await sent(line, department)
    await post.leave(line.db, NOW)
    assert (
        await line.feed(tap(f"bc.read:{one.id}", mentor.person.telegram_id))
    ).toast == "Это сообщение было не для вас"
    assert "Так кнопка" in (await line.feed(tap(f"bc.read:{one.id}", department.person.telegram_id))).toast
    assert await counted(line.db, one) == Count(sent=1)
    for toast in ("Спасибо, отмечено", "Уже отмечено, спасибо"):
        assert (await line.feed(tap(f"bc.read:{one.id}", coordinator.person.telegram_id))).toast == toast
    assert await counted(line.db, one) == Count(sent=1, read=1)


async def test_a_pressed_button_is_believed_over_whatever_its_sending_came_to(
    line: Line, department: Case, coordinator: Case
) -> None:
    one, _ = await sent(line, department)
    row = await line.db.value("SELECT id FROM outbox")
    await outbox.drop(line.db, row, "unknown result", NOW)
    assert await counted(line.db, one) == Count(unreachable=1)
    await line.feed(tap(f"bc.read:{one.id}", coordinator.person.telegram_id))
    assert await counted(line.db, one) == Count(sent=1, read=1)


async def test_those_who_have_not_read_it_are_reminded_once_a_day(
    line: Line, village: Village, department: Case, coordinator: Case
) -> None:
    other = await village.person(Role.COORDINATOR, await village.school("Лицей"))
    one, _ = await sent(line, department)
    await post.leave(line.db, NOW)
    await line.feed(tap(f"bc.read:{one.id}", coordinator.person.telegram_id))
    for _ in range(2):
        await post.queue(line.db, await line.feed(tap(f"bc.nudge:{one.id}", department.person.telegram_id)), NOW)
    assert await post.leave(line.db, NOW) == [other.telegram_id]
    assert other.name in shown(await line.feed(tap(f"bc.who:{one.id}:unread:0", department.person.telegram_id)))


# Drafts and the desk --------------------------------------------------------------------------------------


async def test_a_draft_can_be_changed_and_deleted_what_was_sent_cannot(
    line: Line, department: Case, coordinator: Case
) -> None:
    await written(line, department)
    (one,) = await broadcasts.listing(line.db)
    me = department.person.telegram_id
    review = await line.feed(tap(bindings.begin("broadcast", str(one.id)), me))
    assert "Текст: <b>Совещание</b>" in shown(review)
    await line.feed(tap(f"bc.drop?:{one.id}", me))
    assert await broadcasts.get(line.db, one.id), "nothing is deleted by the question"
    await line.feed(tap(f"bc.drop:{one.id}", me))
    assert await broadcasts.get(line.db, one.id) is None

    kept, _ = await sent(line, department)
    for verb in (f"bc.drop:{kept.id}", f"bc.drop?:{kept.id}", bindings.begin("broadcast", str(kept.id))):
        assert "Этого здесь нет" in shown(await line.feed(tap(verb, me)))
    assert await broadcasts.get(line.db, kept.id)


@pytest.mark.parametrize(
    "verb", ["bc.list:0", "bc.open:1", "bc.send:1", "bc.now:1", "bc.undo:1", "bc.nudge:1", "bc.drop:1"]
)
async def test_only_the_department_reaches_the_desk(line: Line, coordinator: Case, mentor: Case, verb: str) -> None:
    for person in (coordinator.person, mentor.person):
        assert "Этого здесь нет" in shown(await line.feed(tap(verb, person.telegram_id)))


@pytest.mark.parametrize("verb", ["bc.open:9", "bc.send:x", "bc.show:9", "bc.who:9:unread:0", "bc.read:9", "bc.undo:9"])
async def test_what_is_not_there_is_not_found(line: Line, department: Case, verb: str) -> None:
    assert "Этого здесь нет" in shown(await line.feed(tap(verb, department.person.telegram_id)))


async def test_nine_letters_take_two_pages(line: Line, department: Case, coordinator: Case) -> None:
    for n in range(9):
        await broadcasts.draft(line.db, department.person.id, NOW, audience="coordinators", words=f"Письмо {n}")
    assert "1 из 2" in labels(await line.feed(tap("bc.list:0", department.person.telegram_id)))
    assert "Черновик · Письмо 0" in labels(await line.feed(tap("bc.list:1", department.person.telegram_id)))
