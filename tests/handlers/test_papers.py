"""Files sent into a form: taken where it asks for one, refused with a sentence, never another school's."""

from datetime import date
from typing import Any

import pytest
from aiogram import Dispatcher
from aiogram.types import Document, Message, PhotoSize, Voice
from markupsafe import Markup

from bot import serving
from domain.form import Answers, Facts, Form, Question
from domain.kinds import Paper, Text
from domain.papers import LARGEST
from domain.people import EVERYTHING, Role
from handlers import routes
from handlers.bindings import Binding, Filed, begin
from handlers.case import Case
from storage import drafts, files
from storage.database import Transaction
from tests.handlers.phone import Line, labels, say, shown, tap
from tests.village import Village, local
from views.screen import Reply, Screen

NOW = local(date(2026, 11, 24))
PROOF = Form(
    "proof",
    1,
    "Приказ",
    (
        Question("order", "Файл", "Пришлите приказ.", Paper()),
        Question("more", "Ещё файл", "Есть приложение?", Paper(), optional=True),
        Question("about", "Слова", "Что это?", Text()),
    ),
)
saved: list[Answers] = []


async def facts(case: Case, subject: str) -> Facts:
    last = int(subject) if subject.isdigit() else None
    return Facts(case.today, last={"order": last} if last else {})


async def save(case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
    saved.append(answers)
    return Filed(1, Reply((Screen(Markup("Принято")),)))


async def receipt(case: Case, result: int) -> Reply:
    return Reply((Screen(Markup("Принято")),))


async def title(case: Case, subject: str) -> str:
    return PROOF.title


BINDING = Binding(PROOF, (Role.COORDINATOR, Role.DEPARTMENT), facts, save, receipt, title)


class Proving(Line):
    """A house with one more form."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.house = Dispatcher(disable_fsm=True)
        routes.attach(self.house, [BINDING])

    async def feed(self, event: Any) -> Any:
        kind = "message" if isinstance(event, Message) else "callback_query"
        raw = event.model_dump(mode="json", by_alias=True, exclude_none=True)
        return await serving.serve(self.house, self._bot, kind, raw, self.db, self.now, self.town)


@pytest.fixture
async def line(db: Transaction, village: Village) -> Proving:
    saved.clear()
    return Proving(db, village.town, NOW)


def document(name: str = "приказ.pdf", mime: str = "application/pdf", size: int = 900, **extra: Any) -> dict[str, Any]:
    return {
        "document": Document(file_id="BQAC-1", file_unique_id="u", file_name=name, mime_type=mime, file_size=size),
        **extra,
    }


async def opened(line: Line, case: Case, subject: str = "new") -> Any:
    return await line.feed(tap(begin("proof", subject), case.person.telegram_id))


async def send(line: Line, case: Case, **content: Any) -> Any:
    return await line.feed(say("", case.person.telegram_id, **content))


async def test_a_form_that_asks_for_a_file_says_how_to_send_one(line: Line, coordinator: Case) -> None:
    asked = shown(await opened(line, coordinator))
    assert "Нажмите скрепку" in asked


async def test_a_document_becomes_the_answer_and_waits_to_be_fetched(line: Line, coordinator: Case) -> None:
    await opened(line, coordinator)
    answer = await send(line, coordinator, **document())
    assert "2 из 3" in shown(answer)
    (paper,) = await files.waiting(line.db, NOW, 10)
    assert (paper.name, paper.mime, paper.size, paper.kind) == ("приказ.pdf", "application/pdf", 900, "document")
    assert (paper.remote_id, paper.school_id, paper.by_person) == (
        "BQAC-1",
        coordinator.school_id,
        coordinator.person.id,
    )


async def test_the_review_shows_the_name_and_saving_gets_the_id(line: Line, coordinator: Case) -> None:
    await opened(line, coordinator)
    await send(line, coordinator, **document("Приказ № 5.pdf"))
    skip = next(button.action for row in (await send(line, coordinator, voice=VOICE)).rows for button in row)
    await line.feed(tap(skip, coordinator.person.telegram_id))
    review = await line.feed(say("О группе", coordinator.person.telegram_id))
    assert "Файл: <b>Приказ № 5.pdf</b>" in shown(review)
    done = next(b.action for row in review.rows for b in row if b.label == "Сохранить")
    assert "Принято" in shown(await line.feed(tap(done, coordinator.person.telegram_id)))
    (paper,) = await files.waiting(line.db, NOW, 10)
    assert saved == [{"order": paper.id, "more": None, "about": "О группе"}]


async def test_a_photo_is_taken_in_its_largest_size_under_a_name_of_the_day(line: Line, coordinator: Case) -> None:
    await opened(line, coordinator)
    sizes = [
        PhotoSize(file_id="big", file_unique_id="b", width=1280, height=960, file_size=90_000),
        PhotoSize(file_id="small", file_unique_id="s", width=90, height=60, file_size=900),
    ]
    await send(line, coordinator, photo=sizes)
    (paper,) = await files.waiting(line.db, NOW, 10)
    assert (paper.remote_id, paper.kind, paper.name) == ("big", "photo", "Фото 24.11.2026.jpg")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (document(size=LARGEST + 1), "больше 20 МБ"),
        (document("setup.exe"), "Программы бот не принимает"),
        (document("приказ.pdf.scr"), "Программы бот не принимает"),
        (document("приказ", "application/x-msdownload"), "Программы бот не принимает"),
        (document("приказы.zip", "application/zip"), "Архивы бот не принимает"),
        (document("приказы.RAR ", "application/octet-stream"), "Архивы бот не принимает"),
        (document("приказ.docm"), "макросы"),
    ],
)
async def test_what_is_refused_changes_nothing_and_is_explained(
    line: Line, coordinator: Case, content: dict[str, Any], sentence: str
) -> None:
    await opened(line, coordinator)
    answer = shown(await send(line, coordinator, **content))
    assert sentence in answer
    assert "1 из 3" in answer
    assert await files.waiting(line.db, NOW, 10) == []


VOICE = Voice(file_id="v", file_unique_id="v", duration=3)


async def test_a_voice_message_gets_a_sentence_and_the_question_again(line: Line, coordinator: Case) -> None:
    await opened(line, coordinator)
    answer = shown(await send(line, coordinator, voice=VOICE))
    assert "Голосовое здесь не подойдёт. Пришлите документ или фото." in answer
    assert "1 из 3" in answer


async def test_words_instead_of_a_file_are_explained(line: Line, coordinator: Case) -> None:
    await opened(line, coordinator)
    assert "Здесь нужен файл" in shown(await line.feed(say("приказ № 5", coordinator.person.telegram_id)))


async def test_a_caption_is_said_to_be_left_out(line: Line, coordinator: Case) -> None:
    await opened(line, coordinator)
    answer = await send(line, coordinator, **document(), caption="от 5 ноября")
    assert "Подпись к нему не записана" in shown(answer)


async def test_an_album_fills_as_many_questions_as_ask_and_the_rest_is_said_once(line: Line, coordinator: Case) -> None:
    await opened(line, coordinator)
    for _ in range(2):
        await send(line, coordinator, **document(), media_group_id="77")
    assert len(await files.waiting(line.db, NOW, 10)) == 2
    left = [await send(line, coordinator, **document(), media_group_id="77") for _ in range(2)]
    assert [reply.screens for reply in left] == [(), ()]
    assert len({notice.key for reply in left for notice in reply.notices}) == 1
    assert "Остальные файлы" in str(left[0].notices[0].screen.text)
    assert len(await files.waiting(line.db, NOW, 10)) == 2


async def test_a_file_nobody_asked_for_is_answered_as_before(line: Line, coordinator: Case) -> None:
    assert "Файл здесь не нужен" in shown(await send(line, coordinator, **document()))
    assert await files.waiting(line.db, NOW, 10) == []


async def test_a_name_never_holds_folders_or_signs_that_hide_its_end(line: Line, coordinator: Case) -> None:
    await opened(line, coordinator)
    await send(line, coordinator, **document("../../etc/\u202eприказ\n.pdf"))
    (paper,) = await files.waiting(line.db, NOW, 10)
    assert paper.name == "приказ.pdf"


async def test_another_schools_file_is_neither_found_nor_an_answer(
    line: Line, village: Village, coordinator: Case
) -> None:
    other = await village.person(Role.COORDINATOR, await village.school("МБОУ «Школа № 9»"))
    await line.feed(tap(begin("proof", "new"), other.telegram_id))
    await line.feed(say("", other.telegram_id, **document("чужой.pdf")))
    (foreign,) = await files.waiting(line.db, NOW, 10)
    assert await files.get(line.db, coordinator.scope, foreign.id) is None
    assert await files.get(line.db, EVERYTHING, foreign.id) == foreign
    asked = await opened(line, coordinator, str(foreign.id))  # as if it had been filed last time
    assert "чужой" not in shown(asked) + "".join(labels(asked))
    stored = await drafts.focus(line.db, coordinator.person)
    assert stored
    base = f"{stored.stored.id}:{stored.stored.revision}:order"
    for forged in (f"f.a:{base}:{foreign.id}", f"f.t:{base}:last"):
        assert "1 из 3" in shown(await line.feed(tap(forged, coordinator.person.telegram_id)))


async def test_a_file_refused_after_it_was_fetched_is_asked_for_again(line: Line, coordinator: Case) -> None:
    await opened(line, coordinator)
    await send(line, coordinator, **document())
    (paper,) = await files.waiting(line.db, NOW, 10)
    assert await files.refused(line.db, paper.id, "archive") == coordinator.person.telegram_id
    assert await files.refused(line.db, paper.id, "archive") is None
    again = await send(line, coordinator, voice=VOICE)
    assert "Прежний ответ уже не подходит" in shown(again)
    assert "1 из 3" in shown(again)
