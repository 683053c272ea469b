"""How the bot is doing, on one small screen."""

from datetime import datetime, tzinfo

from markupsafe import Markup

from domain.health import Health, LastCopy
from views import backups, menus, words
from views.screen import Screen


def status(found: Health, now: datetime, zone: tzinfo) -> Screen:
    waiting = str(found.waiting)
    if found.waiting_since:
        waiting += f", старшее {backups.age(found.waiting_since, now)}"
    lines = [
        ("Резервная копия", _copy(found.copy, now)),
        *([("Не удалась", words.moment(found.copy_failed, zone))] if found.copy_failed else []),
        ("База данных", f"{found.megabytes} МБ"),
        ("Ждут отправки", waiting),
        ("Файлы в пути", str(found.files_waiting)),
        ("Недоступны", words.plural(found.unreachable, "человек", "человека", "человек")),
        ("Сбоев за неделю", str(found.failures)),
        ("Журнал действий", _audit(found.audit_broken)),
    ]
    body = Markup("\n").join(Markup("{}: <b>{}</b>").format(*line) for line in lines)
    return Screen(Markup("<b>Состояние бота</b>\n") + body, ((menus.HOME,),))


def _audit(broken: int | None) -> str:
    return "цел" if broken is None else f"изменён в обход бота, строка № {broken}"


def _copy(last: LastCopy | None, now: datetime) -> str:
    if last is None:
        return "ещё не было"
    parts = [backups.age(last.at, now)]
    if last.missing:
        parts.append(f"без {words.plural(last.missing, 'файла', 'файлов', 'файлов')}")
    if not last.sealed:
        parts.append("без шифрования")
    return ", ".join(parts)
