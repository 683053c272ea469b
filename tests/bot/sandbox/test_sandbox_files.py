"""Pictures and documents both ways."""

import aiohttp
import pytest

from bot.sandbox.images import PNG, size

ANNA, BORIS, GROUP = 11, 12, -500


def png(width: int = 3, height: int = 2) -> bytes:
    return PNG + b"\x00\x00\x00\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"rest"


async def fetch(line, path: str) -> tuple[int, bytes, str]:
    async with line.session.get(line.sandbox.url + path) as response:
        return response.status, await response.read(), response.content_type


async def test_a_document_is_sent_shown_fetched_and_sent_again_by_its_id(line):
    form = {"chat_id": ANNA, "caption": "<b>Итоги</b>", "parse_mode": "HTML"}
    sent = (await line.upload("sendDocument", "document", "итоги.xlsx", b"PK-content", **form))["result"]
    assert sent["document"]["file_name"] == "итоги.xlsx"
    assert (sent["caption"], sent["caption_entities"][0]["type"]) == ("Итоги", "bold")
    shown = (await line.look(f"chat?chat={ANNA}"))["messages"][-1]
    assert (shown["document"]["name"], shown["document"]["size"], shown["text"]) == ("итоги.xlsx", 10, "Итоги")
    assert await fetch(line, shown["document"]["url"]) == (200, b"PK-content", "application/octet-stream")
    file = await line.bot("getFile", file_id=sent["document"]["file_id"])
    status, content, _ = await fetch(line, f"/file/bot4242:sandbox-token/{file['file_path']}")
    assert (status, content) == (200, b"PK-content")
    assert (await fetch(line, f"/file/bot1:other/{file['file_path']}"))[0] == 401
    again = await line.bot("sendDocument", chat_id=ANNA, document=sent["document"]["file_id"])
    assert again["document"] == sent["document"]


async def test_a_photo_has_a_size_and_is_shown(line):
    sent = (await line.upload("sendPhoto", "photo", "chart.png", png(640, 480), chat_id=ANNA))["result"]
    assert (sent["photo"][-1]["width"], sent["photo"][-1]["height"]) == (640, 480)
    shown = (await line.look(f"chat?chat={ANNA}"))["messages"][-1]
    assert await fetch(line, shown["photo"]["url"]) == (200, png(640, 480), "image/png")


async def test_a_files_name_is_taken_as_it_is_written(line):
    sent = await line.upload("sendDocument", "document", "%D0%B0.txt", b"text", chat_id=ANNA)
    assert sent["result"]["document"]["file_name"] == "%D0%B0.txt"  # Telegram decodes nothing there either


async def test_a_file_may_come_under_another_name(line):
    params = {"chat_id": ANNA, "document": "attach://part"}
    sent = await line.upload("sendDocument", "part", "a.txt", b"text", **params)
    assert sent["result"]["document"]["file_name"] == "a.txt"


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendDocument", {}, "there is no document in the request"),
        ("sendPhoto", {"photo": "no-such-id"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {"photo": "https://example.com/a.png"}, "failed to get HTTP URL content"),
        ("sendDocument", {"document": "attach://gone"}, "can't find file by attach:// reference"),
        ("getFile", {}, "file_id not specified"),
        ("getFile", {"file_id": "no-such-id"}, "invalid file_id"),
    ],
)
async def test_a_file_that_is_not_there_is_refused(line, method, params, words):
    assert await line.refused(method, chat_id=ANNA, **params) == f"400 Bad Request: {words}"


@pytest.mark.parametrize(
    ("method", "content", "more", "words"),
    [
        ("sendDocument", b"", {}, "file must be non-empty"),
        ("sendDocument", b"x", {"caption": "я" * 1025}, "message caption is too long"),
        ("sendPhoto", b"not a picture", {}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", png(9000, 1001), {}, "PHOTO_INVALID_DIMENSIONS"),  # together over 10000
        ("sendPhoto", png(2100, 100), {}, "PHOTO_INVALID_DIMENSIONS"),  # 21 times as wide as high
    ],
)
async def test_a_bad_file_is_refused(line, method, content, more, words):
    field = method.removeprefix("send").lower()
    answer = await line.upload(method, field, "name", content, chat_id=ANNA, **more)
    assert (answer["error_code"], answer["description"]) == (400, f"Bad Request: {words}")


async def test_a_photos_id_does_not_make_a_document(line):
    sent = (await line.upload("sendPhoto", "photo", "a.png", png(), chat_id=ANNA))["result"]
    refusal = await line.refused("sendDocument", chat_id=ANNA, document=sent["photo"][0]["file_id"])
    assert refusal == "400 Bad Request: can't use file of type Photo as Document"


async def test_caption_and_file_can_be_changed(line):
    sent = (await line.upload("sendPhoto", "photo", "a.png", png(), chat_id=ANNA))["result"]
    place = {"chat_id": ANNA, "message_id": sent["message_id"]}
    refusal = await line.refused("editMessageText", **place, text="a")
    assert refusal == "400 Bad Request: there is no text in the message to edit"
    assert (await line.bot("editMessageCaption", **place, caption="Подпись"))["caption"] == "Подпись"
    other = (await line.upload("sendDocument", "document", "a.txt", b"text", chat_id=ANNA))["result"]["document"]
    media = {"type": "document", "media": other["file_id"], "caption": "Файл"}
    edited = await line.bot("editMessageMedia", **place, media=media)
    assert (edited["document"], edited["caption"], "photo" in edited) == (other, "Файл", False)


@pytest.mark.parametrize(("name", "content", "field"), [("a.png", png(), "photo"), ("a.html", b"<b>", "document")])
async def test_people_send_files_too(line, name, content, field):
    form = aiohttp.FormData({"person": str(ANNA), "caption": "вот"})
    form.add_field("file", content, filename=name)
    async with line.session.post(f"{line.sandbox.url}/control/upload", data=form) as response:
        assert response.status == 200
    message = (await line.updates())[-1]["message"]
    found = message[field][-1] if field == "photo" else message[field]
    file = await line.bot("getFile", file_id=found["file_id"])
    assert (await fetch(line, f"/file/bot4242:sandbox-token/{file['file_path']}"))[1] == content
    assert message["caption"] == "вот"


async def test_nothing_that_was_sent_runs_as_a_page(line):
    sent = (await line.upload("sendDocument", "document", "a.html", b"<script>", chat_id=ANNA))["result"]
    path = f"/control/files/{sent['document']['file_unique_id']}"
    async with line.session.get(line.sandbox.url + path) as response:
        headers = response.headers
    assert headers["Content-Disposition"] == "attachment"
    assert headers["Content-Security-Policy"] == "sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (png(7, 5), (7, 5)),
        (b"GIF89a" + b"\x07\x00\x05\x00", (7, 5)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x05\x00\x07", (7, 5)),
        (b"RIFF....WEBPVP8X" + b"." * 8 + b"\x06\x00\x00\x04\x00\x00", (7, 5)),
        (b"\xff\xd8\xff", None),
        (PNG, None),
        (b"text", None),
    ],
)
def test_the_size_of_a_picture_is_in_its_first_bytes(content, expected):
    assert size(content) == expected
