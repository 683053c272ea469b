"""Words for the administrator at the terminal: wrong settings, a start that failed, `python -m bot check`."""

from collections.abc import Sequence
from typing import Final

TOKEN_SHAPE: Final = "не похоже на токен, он выглядит так: 123456789:AA… Скопируйте его у @BotFather целиком."  # noqa: S105
API_URL: Final = "нужен адрес вида https://api.telegram.org"
PROXY: Final = "нужен адрес вида http://имя:пароль@сервер:порт или socks5://сервер:порт"
DATABASE_PATH: Final = "нужен путь к файлу, например data/bot.sqlite3"
ADMINS: Final = "нужны числовые id через запятую, например 123456789,987654321"
HOUR: Final = "нужен час от 0 до 23"
POLICY: Final = "нужно keep (не переносить), previous (рабочий день раньше) или next (рабочий день позже)"
DAYS: Final = "нужно число дней от 1 до 36500"
LOG_LEVEL: Final = "нужно DEBUG, INFO, WARNING или ERROR"
BACKUP_KEY: Final = "нужен ключ вида AGE-SECRET-KEY-1…, новый даёт python -m bot backup --new-key"
NOT_UNDERSTOOD: Final = "значение не понято, пример есть в .env.example"

TOKEN_REFUSED: Final = "BOT_TOKEN: Telegram не принимает этот токен. Возьмите действующий у @BotFather."  # noqa: S105
TOKEN_UNPROVED: Final = "не проверен: Telegram не отвечает"  # noqa: S105
NEWER_DATABASE: Final = "BOT_DATABASE: файл записан более новой версией программы. Обновите программу."
BUSY_DATABASE: Final = (
    "BOT_DATABASE: с этим файлом уже работает другой процесс бота. Остановите его или укажите другой файл."
)
WAITING: Final = "Telegram не отвечает. Проверьте сеть, BOT_PROXY и BOT_API_URL. Бот пробует снова."
ALL_WELL: Final = "Всё в порядке, можно запускать: python -m bot run"
SOMETHING_WRONG: Final = "Исправьте отмеченное и проверьте снова: python -m bot check"


def missing(name: str) -> str:
    if name == "BOT_TOKEN":
        return "не задан. Получите токен у @BotFather и впишите его в .env"
    return "не задано, впишите значение в .env"


def no_such_zone(name: str) -> str:
    return f"нет такого часового пояса «{name}», пример: Europe/Moscow"


def no_folder(path: str) -> str:
    return f"нет папки {path}: создайте её и положите туда шаблоны или уберите настройку"


def reminder_in_quiet_hours(hour: int, start: int, end: int) -> str:
    return f"{hour} ч попадает в тихие часы с {start} до {end} ч. Выберите другой час или измените тихие часы."


def database_trouble(path: str, reason: str) -> str:
    """`reason` is what the system says, in its own words."""
    known = {
        "readonly": "файл или папка доступны только для чтения",
        "read-only": "файл или папка доступны только для чтения",
        "permission denied": "нет прав на файл или папку",
        "full": "на диске нет места",
        "no space": "на диске нет места",
        "quota": "на диске нет места",
        "too large": "файлу не хватает места: проверьте диск и предел размера файлов (ulimit -f)",
        "disk i/o": "запись не удалась: проверьте место на диске, предел размера файлов (ulimit -f) и сам диск",
        "not a database": "это не файл базы данных этого бота",
        "malformed": "файл базы данных повреждён",
        "unable to open": "файл не открывается: проверьте путь и права",
        "not a directory": "в пути есть файл на месте папки",
        "file exists": "в пути есть файл на месте папки",
        "is a directory": "это папка, а нужен файл",
        "locked": "файл занят другой программой",
        "already exists": "это база данных другой программы",
    }
    unknown = f"файл не удалось открыть или обновить, данные в нём прежние ({reason})"
    words = next((text for part, text in known.items() if part in reason.lower()), unknown)
    return f"BOT_DATABASE: {path}: {words}."


def line(name: str, good: bool, words: str) -> str:
    """One row of the check."""
    return f"{'ок ' if good else 'НЕТ'}  {name}: {words}"


AUDIT: Final = "Журнал действий"
NO_FAILURES = "За последние 30 дней ни одно сообщение не вызвало ошибки."


def failure(at: str, number: int, trouble: str) -> str:
    """An update that was undone; `trouble` is the program's own word for it."""
    return f"{at}  обновление {number}  {trouble}"


def token_accepted(username: str) -> str:
    return f"принят, бот @{username}" if username else "принят"


def api_reached(address: str) -> str:
    return f"{address} отвечает"


def api_silent(address: str, reason: str) -> str:
    return f"{address} не отвечает ({reason}). Проверьте сеть, адрес и прокси."


def proxy_words(used: bool, reached: bool) -> str:
    if not used:
        return "не нужен" if reached else "не задан. Если Telegram недоступен напрямую, задайте его."
    return "работает" if reached else "через него Telegram не отвечает"


def api_odd(code: int) -> str:
    return f"ответ не от Bot API (HTTP {code}). Проверьте адрес."


def database_good(path: str) -> str:
    return f"{path} открывается и пишется"


def audit_words(broken: int | None, day: str | None) -> str:
    """`day` is of the first line that does not fit; None where none is left."""
    if broken is None:
        return "все строки сходятся"
    when = f", {day}" if day else ""
    return f"изменён в обход бота: первая строка, которая не сходится, № {broken}{when}"


def zone_words(name: str, local: str) -> str:
    return f"{name}, сейчас там {local}"


def templates_words(used: Sequence[str], broken: Sequence[str]) -> str:
    if broken:
        return f"не подходит, вместо него будет наш: {', '.join(broken)}"
    return f"свои шаблоны: {', '.join(used)}" if used else "своих шаблонов в папке нет, берём наши"


def admins_words(count: int) -> str:
    return f"задано: {count}" if count else "не заданы: некому открыть меню управления. Впишите id в BOT_ADMINS."
