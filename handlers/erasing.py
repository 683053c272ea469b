"""The department erases: a person by one of them with a reason, a school or a year by two."""

from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.form import AnswerRejected, Answers, Facts
from domain.forms.erasing import WHO, WHY
from domain.people import EVERYTHING, Role
from handlers import erasing_subjects as subjects
from handlers import telling
from handlers.bindings import Binding, Filed
from handlers.case import Acts, Case, On, Private, number
from storage import about_person, erasing, erasing_people, erasures, people, school_life, schools, years
from storage.erasures import MENTOR, PERSON, SCHOOL, YEAR, Erasure
from views import erasing as views
from views import my_data
from views.joining import AS
from views.screen import Notice, Reply, Screen

MOST: Final = 8  # people shown; more are to be asked for more exactly


async def menu(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _menu(case)


async def who_facts(case: Case, subject: str) -> Facts:
    if subject != "new":
        raise LookupError(subject)
    return Facts(case.today)


async def find(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Nothing is kept of the search."""
    hits = await people.looked_for(case.db, str(answers["words"]), case.person.id, MOST + 1)
    if not hits:
        raise AnswerRejected(views.NOBODY)
    if len(hits) > MOST:
        raise AnswerRejected(views.MANY)
    return Filed(0, Reply((views.found([(row["id"], row["name"]) for row in hits]),)))


async def menu_again(case: Case, result: int) -> Reply:
    return Reply((await _menu(case),))


async def who_title(case: Case, subject: str) -> str:
    return WHO.title


async def person(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    """What is stored about them, in numbers; or why that has to wait."""
    one = number(args[0])
    if one != case.person.id and (chat := await people.chat(case.db, one)) in case.town.admins:
        return views.in_settings(await people.name(case.db, one), chat)
    known = await subjects.person(case, one)
    found = await people.get(case.db, known[0])
    posts = [" · ".join(filter(None, (AS[post.role], post.school))) for post in found.posts] if found else []
    many = sum(pile.many for pile in await about_person.piles(case.db, known[0]))
    return views.person(*known, posts, many)


async def why_facts(case: Case, subject: str) -> Facts:
    await subjects.of(case, subject)
    return Facts(case.today)


async def ask(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    """Of a school or a year the others of the department are told: one of them is to confirm it."""
    kind, one, title = await subjects.of(case, subject)
    reason = str(answers["reason"])
    asked = await erasures.ask(case.db, kind, one, reason, case.person.id, case.now)
    if kind == PERSON:
        return Filed(asked, Reply((views.sure(one, title, reason),)))
    screen = views.told(asked, title, case.person.name)
    told = await telling.department(case, screen, f"erasure:{asked}")
    others = tuple(notice for notice in told if notice.chat_id != case.person.telegram_id)
    return Filed(asked, Reply((views.asked(title),), others))


async def why_title(case: Case, subject: str) -> str:
    return f"Удалить: {(await subjects.of(case, subject))[2]}"


BINDINGS = (
    Binding(WHO, (Role.DEPARTMENT,), who_facts, find, menu_again, who_title),
    Binding(WHY, (Role.DEPARTMENT,), why_facts, ask, menu_again, why_title),
)


async def gone(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """The person is told, and nobody's name is in what is left."""
    one, _ = await subjects.person(case, number(args[0]))
    asked = await erasures.own(case.db, one, case.person.id, case.now)
    if asked is None:
        raise LookupError(one)
    chat = await people.chat(case.db, one)
    label = my_data.erased(one)
    await erasing_people.erase(case.db, case.town, case.now, {one: label})
    await erasures.done(case.db, asked, case.person.id, case.now)
    return Reply((views.person_gone(label),), (Notice(chat, views.farewell(), key=f"erased:{one}"),))


async def school(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _contents(case, f"{SCHOOL}.{args[0]}")


async def year(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    return await _contents(case, f"{YEAR}.{args[0]}")


async def card(query: CallbackQuery, case: Case, args: list[str]) -> Screen:
    one = await subjects.load(case, args[0])
    title = (await subjects.of(case, f"{one.kind}.{one.subject}"))[2]
    asked_by = await people.name(case.db, one.asked_by)
    if one.kind == MENTOR:
        known = await subjects.mentor(case, EVERYTHING, one.subject)
        school = await schools.get(case.db, known.school_id)
        assert school is not None
        ends, mine = one.asked_at + erasures.WAITS, one.asked_by == case.person.id
        return views.mentor_card(one.id, known, school, asked_by, one.reason, ends, case.town.zone, may=not mine)
    return views.card(
        one.id,
        title,
        asked_by,
        one.reason,
        one.asked_at + erasures.WAITS,
        await _numbers(case, one.kind, one.subject),
        case.town.zone,
        may=one.asked_by != case.person.id,
        backed_up=await erasures.backed_up(case.db, one),
    )


async def confirm(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """By another than whoever asked, while it is a mentor without an account, or, after a backup, an archived school or
    a closed year."""
    one = await subjects.load(case, args[0])
    ready = one.kind == MENTOR or await erasures.backed_up(case.db, one)
    if one.asked_by == case.person.id or not ready:
        return Reply((await card(query, case, args),))
    title = (await subjects.of(case, f"{one.kind}.{one.subject}"))[2]
    if one.kind == SCHOOL:
        known = await schools.get(case.db, one.subject)
        assert known is not None
        labels = {who: my_data.erased(who) for who in await erasing.people_of(case.db, known.id)}
        await erasing.school(case.db, case.town, case.now, known.id, views.school(known.number), labels)
        title = views.school(known.number)
    elif one.kind == MENTOR:
        await erasing_people.mentor(case.db, case.now, one.subject)
    else:
        await erasing.year(case.db, one.subject)
    await erasures.done(case.db, one.id, case.person.id, case.now)
    return Reply((views.gone(title),), await _tell_asker(case, one, views.gone_notice(title)))


async def drop(query: CallbackQuery, case: Case, args: list[str]) -> Reply:
    """By whoever asked, or by any other of the department."""
    one = await subjects.load(case, args[0])
    title = (await subjects.of(case, f"{one.kind}.{one.subject}"))[2]
    await erasures.drop(case.db, one.id, case.now)
    return Reply((views.dropped(title),), await _tell_asker(case, one, views.dropped(title)))


async def _menu(case: Case) -> Screen:
    waiting = []
    for one in await erasures.waiting(case.db, case.now):
        waiting.append((one.id, (await subjects.of(case, f"{one.kind}.{one.subject}"))[2]))
    return views.menu(waiting, await school_life.gone(case.db), sorted(await years.closed(case.db)))


async def _contents(case: Case, subject: str) -> Screen:
    kind, one, title = await subjects.of(case, subject)
    return views.subject(kind, one, title, await _numbers(case, kind, one))


async def _numbers(case: Case, kind: str, subject: int) -> dict[str, int]:
    return await (erasing.of_school if kind == SCHOOL else erasing.of_year)(case.db, subject)


async def _tell_asker(case: Case, one: Erasure, screen: Screen) -> tuple[Notice, ...]:
    asker = await people.get(case.db, one.asked_by)
    if asker is None or asker.id == case.person.id:
        return ()
    return (telling.one(case, asker.telegram_id, screen, f"erasure:{one.id}:end"),)


def router() -> Router:
    routes = Router(name="erasing")
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(menu, On("er.menu"), *ours)
    routes.callback_query.register(person, On("er.person", 1), *ours)
    routes.callback_query.register(gone, On("er.gone", 1), *ours)
    routes.callback_query.register(school, On("er.school", 1), *ours)
    routes.callback_query.register(year, On("er.year", 1), *ours)
    routes.callback_query.register(card, On("er.open", 1), *ours)
    routes.callback_query.register(confirm, On("er.yes", 1), *ours)
    routes.callback_query.register(drop, On("er.no", 1), *ours)
    return routes
