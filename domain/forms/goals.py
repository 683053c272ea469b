"""A goal of a pair: typed, or one of those that are often set in this form of mentoring. And its rating, typed."""

from collections.abc import Collection, Mapping
from typing import Final

from domain.form import Form, Option, Question
from domain.kinds import Text
from domain.scales import Scale
from domain.suggested import MARK, Suggested

GOAL = Form(
    key="goal",
    version=1,
    title="Цель пары",
    questions=(
        Question(
            "words",
            "Цель",
            "Чего хотите достичь вместе? Нажмите или напишите своими словами, без имён.",
            Suggested(Text(max=120, min=3, about_mentee=True, example="защитить проект по физике"), "ready"),
            help="Хорошая цель видна со стороны: её можно оценить от 1 до 10 в начале, в середине и в конце.",
        ),
    ),
    straight=True,
)

# Open while the ten buttons of a rating are on the screen: a number that is typed then is the rating.
RATING = Form(
    key="rating",
    version=1,
    title="Оценка цели",
    questions=(Question("value", "Оценка", "Насколько это получается?", Scale()),),
    straight=True,
)

# By mentoring form; each fits a button (28 characters). Data: a municipality writes its own here.
READY: Final[Mapping[str, tuple[str, ...]]] = {
    "pupil-pupil": (
        "Освоиться в новом классе",
        "Подтянуть один предмет",
        "Найти занятие по душе",
        "Выступать без волнения",
        "Сделать общий проект",
        "Планировать свою неделю",
    ),
    "teacher-teacher": (
        "Уверенно вести урок",
        "Держать внимание класса",
        "Говорить с родителями",
        "Провести открытый урок",
        "Оценивать понятно для детей",
        "Успевать без переработок",
    ),
    "student-pupil": (
        "Выбрать, куда поступать",
        "Подготовиться к экзамену",
        "Довести проект до защиты",
        "Узнать, как учатся в вузе",
        "Учиться без напоминаний",
    ),
    "employer-pupil": (
        "Узнать профессию изнутри",
        "Попробовать себя в деле",
        "Сделать проект для завода",
        "Выбрать колледж или вуз",
        "Познакомиться с командой",
    ),
    "employer-student": (
        "Освоить приёмы работы",
        "Хорошо пройти практику",
        "Составить резюме",
        "Работать в команде",
        "Получить место на стажировке",
    ),
    "teacher-pupil": (
        "Подтянуть один предмет",
        "Довести проект до защиты",
        "Выступить на олимпиаде",
        "Учиться без напоминаний",
        "Выбрать профессию",
    ),
    "lecturer-learner": (
        "Сдать сессию без долгов",
        "Написать первую статью",
        "Выбрать тему диплома",
        "Выступить на конференции",
    ),
}
ANY: Final = ("Найти занятие по душе", "Довести общее дело до конца", "Планировать свою неделю")


def ready(form: str, taken: Collection[str]) -> tuple[Option, ...]:
    """Those of a mentoring form that the pair has not set yet."""
    words = READY.get(form, ANY)
    return tuple(Option(f"{MARK}{place}", one) for place, one in enumerate(words) if one not in taken)
