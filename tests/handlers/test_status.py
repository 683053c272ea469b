"""/status is for those who run the machine."""

from dataclasses import replace
from datetime import timedelta

from domain.health import LastCopy
from domain.people import Role
from handlers.case import Case
from storage import audit, backups, consents
from tests.handlers.conftest import NOW
from tests.handlers.phone import Line, say
from tests.village import Village
from views.joining import CONSENT, CONSENT_VERSION
from views.screen import Screen


async def test_the_admin_sees_how_old_the_last_good_backup_is(line: Line, department: Case, village: Village) -> None:
    admin = replace(village.town, admins=frozenset({department.person.telegram_id}))
    await consents.give(line.db, department.person.id, CONSENT_VERSION, CONSENT, NOW)
    there = Line(line.db, admin, NOW)
    shown = await there.feed(say("/status", department.person.telegram_id))
    assert isinstance(shown, Screen)
    assert "Резервная копия: <b>ещё не было</b>" in shown.text
    await backups.good(line.db, LastCopy(NOW - timedelta(hours=5), 3, 0, sealed=True))
    shown = await there.feed(say("/status", department.person.telegram_id))
    assert "Резервная копия: <b>5\u00a0часов назад</b>" in shown.text
    await backups.good(line.db, LastCopy(NOW - timedelta(days=3), 3, 2, sealed=False))
    await backups.failed(line.db, NOW)
    shown = await there.feed(say("/status", department.person.telegram_id))
    assert "3\u00a0дня назад, без 2\u00a0файлов, без шифрования" in shown.text
    assert "Не удалась" in shown.text
    assert "Журнал действий: <b>цел</b>" in shown.text
    await audit.note(line.db, 12)
    shown = await there.feed(say("/status", department.person.telegram_id))
    assert "строка № 12" in shown.text


async def test_others_do_not(line: Line, department: Case, coordinator: Case, village: Village) -> None:
    other = await village.person(Role.DEPARTMENT, name="Вторая")
    there = Line(line.db, replace(village.town, admins=frozenset({other.telegram_id})), NOW)
    for person in (department.person, coordinator.person):
        assert "Состояние бота" not in str(await there.feed(say("/status", person.telegram_id)))
