"""The short forms of care for a pair: words from coordinator to mentor and back, breaks, and what counts as a risk."""

from datetime import date

from domain.form import Answers, Check, Facts, Form, Question, Value
from domain.kinds import Day, Number, Text
from domain.school_days import LONGEST

NO_STORIES = "Без имён и историй детей: о них хватит кода."


def _usual_word(answers: Answers, facts: Facts) -> Value:
    return "Нужен совет, свяжитесь"


TO_MENTOR = Form(
    key="to_mentor",
    version=1,
    title="Написать наставнику",
    questions=(
        Question(
            "words",
            "Слова",
            f"Что написать? {NO_STORIES}",
            Text(max=600, min=2, about_mentee=True, example="как дела с встречами? Нужна ли помощь с кабинетом?"),
        ),
    ),
    straight=True,
)

TO_COORDINATOR = Form(
    key="to_coordinator",
    version=1,
    title="Слово куратору",
    questions=(
        Question(
            "words",
            "Слова",
            f"Что передать куратору? {NO_STORIES}",
            Text(max=600, min=2, about_mentee=True, example="не можем найти время для встреч, нужен совет"),
            default=_usual_word,
        ),
    ),
    straight=True,
)


def _in_order(answers: Answers, facts: Facts) -> str | None:
    first, last = (date.fromisoformat(str(answers[key])) for key in ("first", "last"))
    if last < first:
        return f"Последний день {last:%d.%m.%Y} раньше первого, {first:%d.%m.%Y}. Пришлите последний день ещё раз."
    if (last - first).days >= LONGEST:
        return (
            f"Получилось {(last - first).days + 1} дней, а каникулы не длиннее {LONGEST}. "
            f"Пришлите последний день с годом, например {first:%d.%m.%Y}."
        )
    return None


BREAK = Form(
    key="break",
    version=1,
    title="Новые каникулы",
    questions=(
        Question("title", "Название", "Как называются?", Text(max=40, min=3, example="Осенние каникулы")),
        Question("first", "Первый день", "Первый день? Например, 26.10.", Day(back=90, ahead=550, coming=True)),
        Question("last", "Последний день", "Последний день? Например, 4.11.", Day(back=90, ahead=680, coming=True)),
    ),
    checks=(Check("order", ("first", "last"), _in_order, hard=True),),
    straight=True,
)

LIMITS = Form(
    key="risk-limits",
    version=1,
    title="Когда паре нужна помощь",
    questions=(
        Question(
            "first",
            "Первая встреча, дней",
            "Сколько дней пара может начинать без первой встречи? Каникулы не считаются.",
            Number(min=1, max=90),
        ),
        Question(
            "lately",
            "Без встреч, учебных дней",
            "Сколько учебных дней пара может не встречаться?",
            Number(min=1, max=90),
        ),
        Question(
            "silent",
            "Вопросов без ответа",
            "После скольких вопросов «Как дела?» без ответа сказать куратору?",
            Number(min=1, max=4),
        ),
        Question(
            "sheet",
            "Анкета опоздала, дней",
            "На сколько дней может опоздать анкета?",
            Number(min=1, max=60),
        ),
    ),
)
