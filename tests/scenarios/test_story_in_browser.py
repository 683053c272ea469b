"""The main job in a real browser: one viewer plays the department, a coordinator and a mentor on their phones."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser import open_browser
from tests.play import Town

PHONE = {"width": 390, "height": 844}


class Viewer:
    """Somebody at the page on a phone: one chat at a time, by its tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def phone(self, chat: int) -> Any:
        return self.page.locator(f'[data-testid=phone][data-chat="{chat}"]')

    async def switch(self, chat: int) -> None:
        await self.page.locator(f'[data-tab="{chat}"]').click()

    async def say(self, chat: int, text: str) -> None:
        await self.phone(chat).get_by_test_id("input").fill(text)
        await self.phone(chat).get_by_test_id("send").click()

    async def press(self, chat: int, label: str) -> None:
        name = re.compile(rf"^\s*{re.escape(label)}")
        await self.phone(chat).get_by_test_id("inline-button").filter(has_text=name).last.click()

    async def sees(self, chat: int, text: str) -> None:
        await expect(self.phone(chat).locator("[data-message]").filter(has_text=text).last).to_be_visible()


@pytest.fixture
async def viewer(town: Town) -> AsyncIterator[Viewer]:
    async with open_browser() as browser:
        page = await browser.new_page(viewport=PHONE)
        await page.goto(town.url)
        await expect(page.get_by_test_id("clock")).to_be_visible()
        yield Viewer(page)


async def test_the_main_job_is_played_through_on_a_phone(viewer: Viewer) -> None:
    await viewer.say(101, "/start")
    await viewer.press(101, "Школы")
    await viewer.press(101, "6. ")
    await viewer.press(101, "Пригласить куратора")
    await viewer.sees(101, "Ссылка одноразовая")
    await expect(viewer.phone(101).get_by_test_id("photo")).to_be_visible()

    await viewer.phone(101).locator('a[href*="start="]').last.click()
    await viewer.page.locator('[data-testid=open-as][data-person="202"]').click()
    await viewer.sees(202, "Вас приглашают")
    await viewer.press(202, "Согласен")
    await viewer.sees(202, "Готово, вы в программе")

    await viewer.press(202, "Новая пара")
    await viewer.press(202, "педагог – ученик")
    await viewer.press(202, "+ Новый наставник")
    await viewer.press(202, "Взрослый")
    await viewer.say(202, "Ольхин Пётр Ильич")
    await viewer.sees(202, "Где работает?")
    await viewer.press(202, "Пропустить")
    await viewer.say(202, "№ 5 от 01.09.2026")
    await viewer.press(202, "Сохранить")
    await viewer.press(202, "Вернуться к паре")
    await viewer.press(202, "Ольхин")
    await viewer.press(202, "Ш06-001")
    await viewer.press(202, "Готово: 1")
    await viewer.say(202, "подготовить проект по физике")
    await viewer.sees(202, "Когда начинают?")
    await viewer.press(202, "вт 24.11.2026")
    await viewer.press(202, "пн 31.05.2027")
    await viewer.say(202, "№ 61 от 20.11.2026")
    await viewer.press(202, "Да, все подписаны")
    await viewer.press(202, "Сохранить")
    await viewer.sees(202, "записана и работает")

    await viewer.press(202, "В меню")
    await viewer.press(202, "Отчёт за квартал")
    await viewer.press(202, "Заполнить")
    await viewer.press(202, "Всё сразу, как в прошлый раз")
    await viewer.press(202, "Отправить")
    await viewer.sees(202, "Отчёт подан")
    await viewer.switch(101)
    await viewer.sees(101, "Школа № 6")

    await viewer.page.get_by_test_id("tools").click()
    await viewer.page.get_by_test_id("clock-shortcut").first.click()
    await viewer.page.keyboard.press("Escape")
    await viewer.switch(201)
    await viewer.sees(201, "через 7 дней")
    await viewer.switch(301)
    await viewer.say(301, "45")
    await viewer.sees(301, "Встреча записана")

    await viewer.switch(101)
    await viewer.say(101, "/quarter")
    await viewer.sees(101, "IV квартал 2026")
    await viewer.press(101, "Картинка")
    await expect(viewer.phone(101).get_by_test_id("photo").nth(1)).to_be_visible(timeout=15_000)
