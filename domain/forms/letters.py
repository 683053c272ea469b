"""Whom a letter of thanks goes to: one question each, for a school and for the department (row 1.8)."""

from domain.form import Form, Question
from domain.kinds import One, Several

EVERYONE = "all"

THANKS = Form(
    key="thanks",
    version=1,
    title="Письма наставникам",
    questions=(
        Question(
            "mentors",
            "Кому",
            "Кому благодарственное письмо? Отметьте одного или нескольких.",
            Several(source="mentors", everyone=EVERYONE),
            help="Здесь те, у кого уже началась работа с парой или группой. Числа бот подставит сам.",
        ),
    ),
    straight=True,
)

THANKS_BY_SCHOOL = Form(
    key="thanks_all",
    version=1,
    title="Письма наставникам",
    questions=(
        Question(
            "school",
            "Школа",
            "Наставникам какой школы?",
            One(source="schools"),
            help="В одном файле страница на каждого наставника, у которого началась работа.",
        ),
    ),
    straight=True,
)
