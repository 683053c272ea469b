"""The forms about a fault of the Navigator module (row 3.1): the school's words, the department's answer."""

from domain.form import Form, Question
from domain.kinds import Text

FAULT_WORDS = Form(
    key="fault-words",
    version=1,
    title="Сбой в «Навигаторе»",
    questions=(
        Question(
            "about",
            "Что случилось",
            "Что случилось? Коротко, без имён.",
            Text(max=500, min=2, about_mentee=True, example="после входа белая страница, с утра понедельника"),
        ),
    ),
    straight=True,
)

FAULT_ANSWER = Form(
    key="fault-answer",
    version=1,
    title="Закрыть сбой",
    questions=(
        Question(
            "answer",
            "Ответ школе",
            "Что ответить школе?",
            Text(max=500, min=2, about_mentee=True, example="оператор исправил, войдите заново"),
        ),
    ),
    straight=True,
)
