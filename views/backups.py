"""Backups in words: for the administrator at the terminal, and for /status."""

from datetime import datetime
from typing import Final

from views import words

NONE: Final = "Копий пока нет. Сделать: python -m bot backup"
NEW_KEY: Final = "Впишите в .env строкой ниже и сохраните ещё где-нибудь: без ключа копии не открыть."
NO_DATABASE: Final = "Копировать нечего: базы данных ещё нет. Проверьте BOT_DATABASE."
NO_ROOM: Final = "Копия не сделана: не хватает места или прав. Прежние копии целы."
WRONG: Final = "Такой копии нет. Есть: {}"


def made(at: str, files: int, missing: int, *, sealed: bool) -> str:
    parts = [f"Копия {at} сделана и проверена", words.plural(files, "файл", "файла", "файлов")]
    if missing:
        parts.append(f"не нашлось на диске: {missing}")
    if not sealed:
        parts.append("без шифрования: задайте BOT_BACKUP_KEY")
    return ", ".join(parts) + "."


def restored(at: str, files: int, path: str) -> str:
    many = words.plural(files, "файл", "файла", "файлов")
    return f"Копия {at} восстановлена в {path}, {many}. Кого удалили после неё, нет и здесь. Запуск: python -m bot run"


def sound(at: str) -> str:
    return f"Копия {at} открывается целиком."


def broken(name: str) -> str:
    return f"{name}: не открывается этим ключом или повреждена. Проверьте BOT_BACKUP_KEY или возьмите копию старше."


def not_empty(name: str) -> str:
    return (
        f"{name} уже есть, восстановление ничего не заменяет. Укажите пустое место в BOT_DATABASE или уберите "
        "всё, что начинается с имени базы (и -wal, и папку .files)."
    )


def line(at: str, files: int) -> str:
    return f"{at}  {words.plural(files, 'файл', 'файла', 'файлов')}"


def age(at: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that fits."""
    hours = max(0, int((now - at).total_seconds() // 3600))
    if hours < 1:
        return "меньше часа назад"
    if hours < 48:
        return words.plural(hours, "час", "часа", "часов") + " назад"
    return words.plural(hours // 24, "день", "дня", "дней") + " назад"
