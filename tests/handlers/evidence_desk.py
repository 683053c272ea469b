"""Phones that file evidence: by label, as their people do."""

from typing import Any

from aiogram.types import Document

from domain.people import Role
from handlers.case import Case
from storage import schools
from tests.handlers.phone import Line, actions, labels, say, shown, tap
from tests.village import BEGIN, Village
from views.screen import Notice, Reply


class Phone:
    """One person's: they press by label, write and send files; `notices` is what others were told meanwhile."""

    def __init__(self, line: Line, case: Case) -> None:
        self.line, self.id = line, case.person.telegram_id
        self.last: Any = None
        self.notices: list[Notice] = []

    async def take(self, event: Any) -> str:
        self.last = await self.line.feed(event)
        if isinstance(self.last, Reply):
            self.notices += self.last.notices
        return self.text

    @property
    def text(self) -> str:
        return shown(self.last) if self.last else ""

    async def tap(self, action: str) -> str:
        return await self.take(tap(action, self.id))

    async def press(self, label: str) -> str:
        found = [a for name, a in zip(labels(self.last), actions(self.last), strict=True) if name.startswith(label)]
        assert found, f"no «{label}» among {labels(self.last)}"
        return await self.tap(found[0])

    async def say(self, *words: str) -> str:
        for one in words:
            await self.take(say(one, self.id))
        return self.text

    async def send(self, name: str = "приказ.pdf", remote_id: str = "BQAC-1") -> str:
        document = Document(file_id=remote_id, file_unique_id="u", file_name=name, mime_type="application/pdf")
        return await self.take(say("", self.id, document=document))


async def file_order(phone: Phone, row: str, name: str = "приказ.pdf") -> str:
    await phone.tap(f"ev.row:{row}")
    await phone.press("Заполнить")
    await phone.say("125-о", "15.08.2026")
    await phone.send(name)
    await phone.press("Пропустить")
    return await phone.press("Подать")


async def file_plan(phone: Phone, name: str = "карта.docx", begins: str = "Заполнить") -> str:
    await phone.tap("ev.row:1.4")
    await phone.press(begins)
    await phone.send(name)
    await phone.press("Пропустить")
    return await phone.press("Подать")


async def other_school(line: Line, village: Village, number: int = 9) -> Phone:
    school = await schools.add(line.db, f"МБОУ «Школа № {number}»", BEGIN, number)
    person = await village.person(Role.COORDINATOR, school.id)
    return Phone(line, Case(line.db, person, line.now, village.town))
