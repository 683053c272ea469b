"""Whoever is quicker than a reader loses no word, and slows nobody."""

from bot.app import App
from bot.clock import MovableClock
from bot.flood import CROWD, MOST, Flood, Verdict
from bot.settings import Settings
from tests.bot import toy
from tests.bot.test_app import chosen
from tests.bot.wire import ANNA, BORIS, People
from views.screen import Markup, Notice, Reply, Screen

__all__ = ["chosen"]
SCREEN = Screen(Markup("ответ"))


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_limit_answers_once_and_is_silent_until_it_ends() -> None:
    time = Time()
    flood = Flood(3, time)
    said = []
    for second in range(0, 80, 10):
        time.now = float(second)
        said.append([flood.judge(ANNA).value for _ in range(2)])
    answer, warn, silence = (one.value for one in Verdict)
    assert said == [
        [answer, answer],
        [answer, warn],
        *([[silence, silence]] * 4),
        [answer, answer],  # a minute after the first
        [answer, warn],  # and anew
    ]
    assert flood.judge(BORIS) is Verdict.ANSWER


def test_what_others_are_told_is_told_all_the_same() -> None:
    flood = Flood(1, Time())
    notice = Notice(BORIS, SCREEN)
    assert flood.measured(ANNA, Reply((SCREEN,), (notice,))) == Reply((SCREEN,), (notice,))
    warned = flood.measured(ANNA, Reply((SCREEN,), (notice,)))
    assert "Слишком быстро" in warned.screens[0].text
    assert warned.notices == (notice,)
    assert flood.measured(ANNA, Reply((SCREEN,), (notice,))) == Reply((), (notice,))
    assert flood.measured(ANNA, notice) == Reply((), (notice,))
    assert flood.measured(ANNA, SCREEN) is None


def test_those_who_have_grown_quiet_are_forgotten() -> None:
    time = Time()
    flood = Flood(2, time)
    for chat in range(CROWD):
        flood.judge(chat)
    time.now = 100.0
    flood.judge(-1)
    assert len(flood._answered) == 1


async def test_two_hundred_messages_take_effect_and_another_person_is_answered_meanwhile(
    chosen: Settings, clock: MovableClock, people: People
) -> None:
    app = App(chosen, clock, attach=toy.attach)
    await app.start()
    for number in range(200):
        await people.say(str(number))
    await people.say("и я", BORIS)
    assert (await people.play("idle", timeout=20))["idle"]
    async with app.database.transaction() as db:
        assert await toy.counted(db) == 201
        to_anna = await db.value("SELECT count(*) FROM outbox WHERE chat_id = :anna", anna=ANNA)
        assert await db.value("SELECT count(*) FROM outbox WHERE chat_id = :boris", boris=BORIS) == 1
    assert to_anna == MOST + 1
    await app.stop()
