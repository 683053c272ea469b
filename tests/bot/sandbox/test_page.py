"""The chat page in a real browser: what the bot sends is seen, what a person does there reaches the bot."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.browser import open_browser

ANNA, BORIS, GROUP = 11, 12, -500
INVITATION = "https://t.me/sample_bot?start=c_7Hk2"
QUESTION = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}, {"text": "Нет", "callback_data": "no"}]]}


@pytest.fixture
async def viewer() -> AsyncIterator[BrowserContext]:
    """Somebody before a wide screen; an error in the page's own code fails the test."""
    errors: list[str] = []
    async with open_browser() as browser:
        context = await browser.new_context(viewport={"width": 1600, "height": 900})
        context.on("weberror", lambda error: errors.append(str(error.error)))
        yield context
    assert errors == []


@pytest.fixture
async def page(viewer: BrowserContext, line) -> Page:
    return await opened(viewer, line)


async def opened(viewer: BrowserContext, line) -> Page:
    page = await viewer.new_page()
    await page.goto(line.sandbox.url)
    await expect(phone(page, ANNA)).to_contain_text("/start")
    return page


def phone(page: Page, chat: int):
    return page.locator(f'[data-chat="{chat}"]')


async def next_update(line, kind: str) -> dict[str, Any]:
    """The one update that waits, confirmed."""
    update, *more = await line.updates(timeout=10)
    assert not more
    await line.updates(offset=update["update_id"] + 1)
    content: dict[str, Any] = update[kind]
    return content


async def test_a_person_answers_in_words(line, page):
    await line.bot("sendMessage", chat_id=ANNA, text="<b>Сколько пар?</b> 1 &lt; 2", parse_mode="HTML")
    anna = phone(page, ANNA)
    await expect(anna.locator("[data-message] b")).to_have_text("Сколько пар?")
    await expect(anna.locator(".text").last).to_have_text("Сколько пар? 1 < 2")
    await anna.get_by_test_id("input").fill("четырнадцать")
    await anna.get_by_test_id("input").press("Shift+Enter")
    await anna.get_by_test_id("input").press_sequentially("пар")
    await anna.get_by_test_id("input").press("Enter")
    message = await next_update(line, "message")
    assert (message["from"]["id"], message["text"]) == (ANNA, "четырнадцать\nпар")
    await expect(anna.locator("[data-message]").last).to_contain_text("четырнадцать\nпар", use_inner_text=True)
    await expect(anna.get_by_test_id("input")).to_have_value("")


async def test_a_pressed_button_is_busy_until_the_bot_answers(line, page):
    sent = await line.bot("sendMessage", chat_id=ANNA, text="Верно?", reply_markup=QUESTION)
    yes = phone(page, ANNA).get_by_role("button", name="Да")
    await yes.click()
    query = await next_update(line, "callback_query")
    assert (query["data"], query["message"]["message_id"]) == ("yes", sent["message_id"])
    await expect(yes).to_have_attribute("aria-busy", "true")
    await line.bot("answerCallbackQuery", callback_query_id=query["id"], text="Записано")
    await expect(phone(page, ANNA).get_by_test_id("toast")).to_have_text("Записано")
    await expect(yes).not_to_have_attribute("aria-busy", "true")


async def test_an_alert_waits_to_be_read(line, page):
    await line.bot("sendMessage", chat_id=ANNA, text="Верно?", reply_markup=QUESTION)
    await phone(page, ANNA).get_by_role("button", name="Нет").click()
    query = await next_update(line, "callback_query")
    await line.bot("answerCallbackQuery", callback_query_id=query["id"], text="Нельзя", show_alert=True)
    alert = phone(page, ANNA).get_by_test_id("alert")
    await expect(alert).to_contain_text("Нельзя")
    await alert.get_by_test_id("alert-ok").click()
    await expect(alert).to_have_count(0)


async def test_an_edit_changes_the_message_in_place_and_spares_what_is_being_typed(line, page):
    sent = await line.bot("sendMessage", chat_id=ANNA, text="Вопрос 1", reply_markup=QUESTION)
    anna = phone(page, ANNA)
    message = anna.locator(f'[data-message="{sent["message_id"]}"]')
    await expect(message).to_contain_text("Вопрос 1")
    handle = await message.element_handle()
    await anna.get_by_test_id("input").press_sequentially("черно")
    await line.bot("editMessageText", chat_id=ANNA, message_id=sent["message_id"], text="Вопрос 2")
    await expect(message).to_contain_text("Вопрос 2")
    await expect(message.get_by_role("button", name="Да")).to_have_count(0)
    await page.keyboard.type("вик")
    await expect(anna.get_by_test_id("input")).to_have_value("черновик")
    assert handle is not None
    assert await handle.evaluate("node => node.isConnected")


async def test_the_newest_message_is_in_sight_unless_the_viewer_reads_older_ones(line, page):
    scroller = phone(page, ANNA).locator(".scroller")
    below = "node => Math.round(node.scrollHeight - node.scrollTop - node.clientHeight)"
    for number in range(40):
        await line.bot("sendMessage", chat_id=ANNA, text=f"Сообщение {number}")
    await expect(phone(page, ANNA).get_by_text("Сообщение 39")).to_be_in_viewport()
    assert await scroller.evaluate(below) == 0
    await scroller.evaluate("node => node.scrollBy(0, -500)")
    await expect(phone(page, ANNA).get_by_role("button", name="К последнему сообщению")).to_be_visible()
    await line.bot("sendMessage", chat_id=ANNA, text="Новое")
    await expect(phone(page, ANNA).get_by_text("Новое")).to_be_attached()
    assert await scroller.evaluate(below) > 500
    await phone(page, ANNA).get_by_role("button", name="К последнему сообщению").click()
    await expect(phone(page, ANNA).get_by_text("Новое")).to_be_in_viewport()


async def test_an_invitation_can_be_opened_as_somebody_else(line, page):
    await line.bot("sendMessage", chat_id=ANNA, text=f"Приглашение: {INVITATION}")
    await phone(page, ANNA).get_by_role("link", name=INVITATION).click()
    await page.locator(f'[data-testid="open-as"][data-person="{BORIS}"]').click()
    await line.updates(offset=(await line.updates(timeout=10))[-1]["update_id"])
    message = await next_update(line, "message")
    assert (message["from"]["id"], message["text"]) == (BORIS, "/start c_7Hk2")


async def test_files_and_unexpected_things_can_be_sent(line, page):
    anna = phone(page, ANNA)
    order = {"name": "приказ.docx", "mimeType": "application/octet-stream", "buffer": b"order"}
    await anna.get_by_test_id("file").set_input_files([order])
    await anna.get_by_test_id("input").fill("приказ № 5")
    await anna.get_by_test_id("send").click()
    message = await next_update(line, "message")
    assert (message["document"]["file_name"], message["caption"]) == ("приказ.docx", "приказ № 5")
    await anna.get_by_test_id("attach").click()
    await anna.get_by_test_id("send-sticker").click()
    assert "sticker" in await next_update(line, "message")
    await expect(anna.get_by_test_id("document")).to_contain_text("приказ.docx5 Б")


async def test_the_last_message_can_be_edited_by_its_author(line, page):
    anna = phone(page, ANNA)
    await anna.get_by_test_id("edit").click()
    await anna.get_by_test_id("input").fill("передумала")
    await anna.get_by_test_id("send").click()
    assert (await next_update(line, "edited_message"))["text"] == "передумала"


async def test_in_a_group_the_viewer_chooses_who_speaks(line, page):
    group = phone(page, GROUP)
    await group.get_by_test_id("input").fill("/bind")
    await group.get_by_test_id("send").click()
    assert (await next_update(line, "message"))["from"]["id"] == ANNA
    await group.get_by_test_id("act-as").select_option(str(BORIS))
    await group.get_by_test_id("input").fill("/bind")
    await group.get_by_test_id("send").click()
    message = await next_update(line, "message")
    assert (message["from"]["id"], message["chat"]["id"]) == (BORIS, GROUP)


async def test_the_clock_faults_and_blocking_are_within_reach(line, page, clock):
    before = clock.now()
    await page.get_by_test_id("clock-day").click()
    await expect(page.get_by_test_id("clock-day")).to_be_enabled()
    assert (clock.now() - before).days == 1
    await page.get_by_test_id("fault").select_option("429")
    await expect(page.get_by_test_id("fault-badge")).to_be_visible()
    assert (await line.look("faults"))["mode"] == "429"
    await page.get_by_test_id("fault").select_option("none")
    await expect(page.get_by_test_id("fault-badge")).to_be_hidden()
    await phone(page, ANNA).get_by_test_id("more").click()
    await page.get_by_test_id("block").click()
    await expect(phone(page, ANNA).get_by_test_id("unblock")).to_be_visible()
    assert (await next_update(line, "my_chat_member"))["new_chat_member"]["status"] == "kicked"


async def test_on_a_narrow_screen_tabs_switch_between_phones(line, viewer):
    page = await opened(viewer, line)
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(phone(page, ANNA)).to_be_visible()
    await expect(phone(page, BORIS)).to_be_hidden()
    await page.locator(f'[data-tab="{BORIS}"]').click()
    await expect(phone(page, BORIS)).to_be_visible()
    await expect(phone(page, ANNA)).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_only_known_tags_survive_on_the_page(page):
    html = "<b onclick='x()'>a</b><img src=x><script>y</script><a href='javascript:z()'>c</a>"
    rendered = await page.evaluate(
        """async (html) => {
            const { render } = await import("/static/richtext.js");
            const holder = document.createElement("div");
            holder.append(render(html, {}));
            return holder.innerHTML;
        }""",
        html,
    )
    assert rendered == "<b>a</b>c"
