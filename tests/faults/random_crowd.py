"""Who is there: people of two schools and the department, strangers, bots, groups, a channel."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain import deadlines
from domain.deadlines import DayOffPolicy
from domain.municipality import Municipality
from domain.pairs import State
from domain.people import Role
from scheduler import days_off
from storage import consents, mentees, mentors, pairs, people, schools, years
from storage.database import Transaction
from tests.faults.random_words import Words
from views import joining

Object = dict[str, Any]

BEGIN: Final = datetime(2026, 11, 24, 9, tzinfo=UTC)
BOT: Final = 424242
ADMIN: Final = 100  # of the settings: not in the database before they write
HEAD, ANNA, BORIS, BOTH, MENTOR, PUPIL = 101, 201, 202, 203, 301, 302
KNOWN: Final = (HEAD, ANNA, BORIS, BOTH, MENTOR, PUPIL, ADMIN)
STRANGERS: Final = (901, 902, 903, 904, 905, 5_000_000_001)
BOTS: Final = (7001, 1_087_968_824, 136_817_688)  # somebody's, anonymous administrators', channels'
ANONYMOUS: Final = 1_087_968_824
GROUPS: Final = (-1001, -1002)
SUPERGROUPS: Final = (-1_001_000_000_001, -1_001_000_000_002)
CHANNEL: Final = -1_001_000_000_777
TOWN: Final = Municipality(
    ZoneInfo("Europe/Moscow"), DayOffPolicy.PREVIOUS, frozenset({ADMIN}), "sample_bot", days_off.calendar
)


class Crowd:
    """Names change from one update to the next, as they may."""

    def __init__(self, rng: random.Random, words: Words) -> None:
        self.rng, self.words = rng, words

    def user(self, number: int) -> Object:
        made: Object = {"id": number, "is_bot": number in BOTS, "first_name": self.words.short()}
        if self.rng.random() < 0.3:
            made |= {"last_name": self.words.short(), "username": "somebody", "language_code": "ru"}
        return made

    def anybody(self) -> Object:
        return self.user(self.rng.choice((*KNOWN, *STRANGERS, *BOTS)))

    def chat(self, number: int) -> Object:
        if number > 0:
            return {"id": number, "type": "private", "first_name": self.words.short()}
        kind = "group" if number in GROUPS else "channel" if number == CHANNEL else "supergroup"
        return {"id": number, "type": kind, "title": self.words.short()}

    def any_chat(self) -> Object:
        return self.chat(self.rng.choice((*KNOWN, *STRANGERS, *BOTS, *GROUPS, *SUPERGROUPS, CHANNEL)))


async def settle_in(db: Transaction, words: Words) -> dict[str, int]:
    """Two schools with their people and first pairs, and the year in force. Whose the marks in it are, by chat."""
    owners: dict[str, int] = {}

    def marked(text: str, owner: int) -> str:
        owners[mark := words.mark()] = owner
        return f"{text} {mark}"

    head = await people.add(db, HEAD, "Вера", BEGIN)
    await people.appoint(db, head, Role.DEPARTMENT, BEGIN)
    dates = deadlines.of_year(2026, TOWN.policy, TOWN.calendar((2025, 2026, 2027)), TOWN.zone)
    await years.activate(db, 2026, list(dates), head, BEGIN, date(2026, 9, 1))
    one = await schools.add(db, marked("Школа № 21 <b>", HEAD), BEGIN, 21)
    two = await schools.add(db, marked("Лицей № 22 <&>", HEAD), BEGIN, 22)
    by = {}
    for number, school in ((ANNA, one), (BORIS, two), (BOTH, two)):
        by[number] = await people.add(db, number, marked("<Куратор> с длинным именем", number), BEGIN)
        await consents.give(db, by[number], joining.CONSENT_VERSION, joining.CONSENT, BEGIN)
        await people.appoint(db, by[number], Role.COORDINATOR, BEGIN, school.id)
    for number, school, kind in ((MENTOR, one, "adult"), (PUPIL, two, "pupil"), (BOTH, one, "adult")):
        name = marked("Липова-Берёзкина Тамара <i>", number) if kind == "adult" else None
        mentor = await mentors.add(db, school.id, kind, BEGIN, name=name, place="10А", consent="№ 1 от 01.09.2026")
        person = by.get(number) or await people.add(db, number, mentor.label, BEGIN)
        await people.appoint(db, person, Role.MENTOR, BEGIN, school.id, mentor.id)
        await mentors.connect(db, mentor.id, person)
        author = ANNA if school is one else BORIS
        for consent in (None, "№ 2 от 02.09.2026"):
            mentee = await mentees.add(
                db, school.id, BEGIN, grade="8Б", consent_kind="both" if consent else None, consent=consent
            )
            await pairs.add(
                db,
                school.id,
                form="teacher-pupil",
                mentor_id=mentor.id,
                mentee_ids=[mentee.id],
                goal=marked("проект </b>", author),
                starts_on=(BEGIN - timedelta(30)).date(),
                ends_on=(BEGIN + timedelta(180)).date(),
                order_no=None,
                state=State.ACTIVE if consent else State.DRAFT,
                by_person=by[author],
                now=BEGIN,
            )
    return owners
