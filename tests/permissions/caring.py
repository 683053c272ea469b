"""What is asked, told and wished in a school: check-ins, concerns, sheets by link, an invitation."""

from datetime import timedelta

from domain.checkins import Wish, month
from domain.people import EVERYTHING, Person, Role
from domain.questionnaires import Side as Respondent
from storage import care, checkins, concerns, invitations, mentor_wishes, sheet_links, sheets
from storage.database import Transaction
from tests.permissions import unasked
from tests.permissions.side import HOLDER, NOW, TODAY, Side
from tests.village import TOWN


async def fill(db: Transaction, side: Side, department: Person) -> None:
    mentor, by = side.mentor.id, side.coordinator.id
    await checkins.ask(db, await checkins.at_work(db, mentor), month(TODAY), NOW)
    await mentor_wishes.add(db, side.pair, Wish.TALK, mentor, NOW, f"поговорить {side.mark}")
    await mentor_wishes.add(db, side.pair, Wish.PAUSE, mentor, NOW)
    await care.add(db, side.pair, care.LATER, by, NOW, until=TODAY + timedelta(days=7))
    for who, role in ((mentor, Role.MENTOR), (by, Role.COORDINATOR)):
        told = await concerns.tell(db, who, role, side.id, f"тревога {side.mark}", NOW, TODAY)
        if role is Role.MENTOR and (one := await concerns.get(db, department.post.id, told)):
            await concerns.answer(db, one, f"ответ {side.mark}", department.id, NOW)
    asked = [one for one in await sheets.of_pair(db, EVERYTHING, side.pair) if one.side is Respondent.MENTEE]
    side.payload = await sheet_links.make(db, asked[0].id, by, NOW)
    link = await sheet_links.find(db, side.payload, NOW)
    assert link
    await sheet_links.claim(db, link, sheet_links.holder_of(TOWN.key, HOLDER if side.mark == "Агатов" else 7101), NOW)
    side.secret = await invitations.make(db, Role.COORDINATOR, side.id, by, NOW)
    unasked.under_messages(side, link.id)
