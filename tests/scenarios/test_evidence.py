"""Rows 1.1–1.6 as their people do them: orders with a file, and a roadmap that goes back and forth."""

import io
import zipfile
from hashlib import sha256
from pathlib import Path

from bot.sandbox import samples
from tests.play import Player, Town

PDF = b"%PDF-1.7 " + "приказ".encode() * 100
PHOTO = samples.square()


def docx(words: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
        archive.writestr(zipfile.ZipInfo("word/document.xml"), words)
    return packed.getvalue()


async def go_to(player: Player, section: str, row: str, desk: str) -> None:
    await player.say("/start")
    await player.press("Дорожная карта")
    await player.press(section)
    await player.press(row)
    await player.press(desk)


async def content(town: Town, player: Player) -> tuple[str, bytes]:
    """The newest file that the bot has sent there."""
    sent = [m for m in await player.messages() if m["from"]["bot"] and ("document" in m or "photo" in m)]
    shown = sent[-1].get("document") or sent[-1]["photo"]
    async with town.session.get(town.url + shown["url"]) as answer:
        return shown.get("name", "photo"), await answer.read()


async def files_of(town: Town) -> dict[str, str]:
    """Name and state of every file, as the database knows them."""
    assert town.demo.app
    async with town.demo.app.database.transaction() as db:
        return {row["name"]: row["state"] for row in await db.all("SELECT name, state FROM files ORDER BY id")}


async def test_row_1_2_a_school_files_its_order_with_a_photo_and_the_department_opens_it(town: Town) -> None:
    anna, head = town.coordinator, town.department
    await go_to(anna, "1.", "1.2", "Приказ школы")
    await anna.press("Заполнить")
    await anna.say("125-о")
    await anna.say("вчера")
    await anna.attach("приказ.exe", b"MZ")
    assert "Программы бот не принимает" in await anna.last()
    await anna.send("voice")
    assert "Голосовое здесь не подойдёт" in await anna.last()
    await anna.attach("order.png", PHOTO)
    await anna.press("Пропустить")
    assert "Фото 24.11.2026.jpg" in await anna.last()
    await anna.press("Подать")
    assert "Принято" in await anna.last()
    await go_to(head, "1.", "1.2", "Приказы школ")
    assert "Сдали: 1 из 1" in await head.last()
    await head.press("1. Школа № 1")
    assert "№ 125-о от пн 23.11.2026" in await head.last()
    await head.press("Открыть файл")
    assert await content(town, head) == ("photo", PHOTO)
    assert await files_of(town) == {"Фото 24.11.2026.jpg": "kept"}


async def test_rows_1_4_to_1_6_a_roadmap_is_returned_corrected_agreed_to_and_approved(town: Town) -> None:
    anna, head = town.coordinator, town.department
    await head.say("/start")
    await go_to(anna, "1.", "1.6", "Приказ об утверждении")
    assert "Пока рано" in await anna.last()
    await go_to(anna, "1.", "1.4", "Дорожная карта школы")
    await anna.press("Заполнить")
    await anna.attach("карта.docx", docx("первая"))
    await anna.press("Пропустить")
    await anna.press("Подать")
    assert "Школа прислала дорожную карту" in await head.last()
    await head.press("Посмотреть")
    await head.press("Школа № 1")
    await head.press("Открыть файл")
    assert await content(town, head) == ("карта.docx", docx("первая"))
    await head.press("Вернуть")
    await head.say("нет сроков у этапов 3 и 4")
    assert "нет сроков у этапов 3 и 4" in await anna.last()
    await anna.press("Прислать исправленную")
    await anna.attach("карта-2.docx", docx("вторая"))
    await anna.press("Пропустить")
    await anna.press("Подать")
    await go_to(head, "1.", "1.5", "Ждут согласования")
    await head.press("Школа № 1")
    await head.press("Согласовать")
    assert "Сейчас никто не ждёт" in await head.last()
    assert "Дорожная карта согласована" in await anna.last()
    await anna.press("Приложить приказ")
    await anna.say("130")
    await anna.say("сегодня")
    await anna.attach("приказ.pdf", PDF)
    await anna.press("Пропустить")
    await anna.press("Подать")
    assert "1.6 Утверждение карты школы" in await anna.last()
    await go_to(head, "1.", "1.6", "Приказы школ")
    await head.press("1. Школа № 1")
    assert "приказ.pdf" in await head.last()


async def test_row_1_1_the_department_marks_its_order_done(town: Town) -> None:
    head = town.department
    await go_to(head, "1.", "1.1", "Приказ управления")
    await head.press("Заполнить")
    await head.say("№ 877")
    await head.say("14.09.2026")
    await head.attach("приказ.pdf", PDF)
    await head.press("Пропустить")
    await head.press("Сохранить")
    await go_to(head, "1.", "1.1", "Приказ управления")
    assert "№ 877 от пн 14.09.2026" in await head.last()


async def test_a_file_outlives_an_outage_and_a_restart_and_lies_under_its_hash(town: Town, tmp_path: Path) -> None:
    anna = town.coordinator
    await go_to(anna, "1.", "1.2", "Приказ школы")
    await anna.press("Заполнить")
    await anna.say("125-о")
    await anna.say("вчера")
    await town.post("faults", {"mode": "502", "methods": ["getFile", "download"]})
    await anna.attach("приказ.pdf", PDF)
    await anna.press("Пропустить")
    await anna.press("Подать")
    assert await files_of(town) == {"приказ.pdf": "waiting"}
    await anna.press("Открыть")
    await anna.press("Открыть файл")  # the messenger still has it
    assert await content(town, anna) == ("приказ.pdf", PDF)
    assert town.demo.app
    await town.demo.app.stop()
    await town.post("faults", {"mode": "none"})
    await town.demo.app.start()
    await town.clock(add={"hours": 2})
    assert await files_of(town) == {"приказ.pdf": "kept"}
    name = sha256(PDF).hexdigest()
    (kept,) = [one for one in tmp_path.rglob(name) if one.is_file()]
    assert kept.parent.name == name[:2]
    assert kept.parent.parent.name == "bot.sqlite3.files"


async def test_an_archive_under_a_documents_name_is_refused_and_the_row_is_owed_again(town: Town) -> None:
    anna = town.coordinator
    await go_to(anna, "1.", "1.4", "Дорожная карта школы")
    await anna.press("Заполнить")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("карта.docx", "x")
    await town.post("faults", {"mode": "500", "methods": ["getFile"], "count": 1})
    await anna.attach("карта.docx", packed.getvalue())
    await anna.press("Пропустить")
    await anna.press("Подать")
    await town.clock(add={"minutes": 5})
    assert "Файл не принят: карта.docx" in await anna.last()
    await anna.press("К строке 1.4")
    await anna.press("Дорожная карта школы")
    assert "Архивы бот не принимает" in await anna.last()
    assert sum("Файл не принят" in text for text in await anna.heard()) == 1
