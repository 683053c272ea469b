"""What a coordinator ticks beside the counted strengths: the usual weaknesses, opportunities and threats. Our own list;
whoever misses something says it in own words."""

from collections.abc import Callable
from typing import Final

from domain.form import Answers, Option, Question
from domain.kinds import Several, Text

OWN: Final = "own"  # ticked by who wants to say it in own words
OWN_WORDS: Final = Option(OWN, "Своими словами")

WEAK: Final = (
    Option("mentors_few", "Не хватает наставников"),
    Option("time_short", "Мало времени на встречи"),
    Option("untaught", "Наставников мало учили"),
    Option("one_form", "Одна форма наставничества"),
    Option("early_ends", "Пары распадаются раньше"),
    Option("no_contact", "Редко связь с наставником"),
    Option("space", "Негде встречаться"),
    OWN_WORDS,
)
CHANCES: Final = (
    Option("partners", "Новые партнёры"),
    Option("graduates", "Выпускники в наставники"),
    Option("parents", "Помощь родителей"),
    Option("seminars", "Семинары, обмен опытом"),
    Option("contests", "Конкурсы и поощрения"),
    Option("colleges", "Колледжи и вузы рядом"),
    OWN_WORDS,
)
THREATS: Final = (
    Option("load", "Нагрузка на учителей"),
    Option("leaving", "Уход педагогов"),
    Option("distance", "Далеко добираться"),
    Option("partner_loss", "Партнёры уходят"),
    Option("interest", "Интерес детей падает"),
    Option("rules", "Меняются требования"),
    OWN_WORDS,
)


def own(key: str) -> Callable[[Answers], bool]:
    """Whether own words were promised."""

    def promised(answers: Answers) -> bool:
        ticked = answers.get(key)
        return isinstance(ticked, list) and OWN in ticked

    return promised


def _asked(
    key: str, options: tuple[Option, ...], title: str, text: str, own_title: str, example: str
) -> tuple[Question, Question]:
    """Ticks, and the words they promise."""
    return (
        Question(
            key,
            title,
            text,
            Several(options),
            help="Отметьте одно или несколько и нажмите «Готово».",
            optional=True,
        ),
        Question(
            f"{key}_words",
            own_title,
            f"{title} своими словами. Коротко, без имён.",
            Text(max=300, about_mentee=True, example=example),
            when=own(key),
        ),
    )


SWOT: Final = (
    *_asked(
        "weak",
        WEAK,
        "Слабые стороны",
        "Что мешало? Слабые стороны программ.",
        "Слабые, своими словами",
        "наставники от завода заняты до вечера",
    ),
    *_asked(
        "chances",
        CHANCES,
        "Возможности",
        "Что поможет дальше? Возможности.",
        "Возможности, свои слова",
        "рядом открылся технопарк",
    ),
    *_asked(
        "threats",
        THREATS,
        "Риски",
        "Что может помешать дальше? Риски.",
        "Риски, своими словами",
        "закрывают автобусный маршрут",
    ),
)
