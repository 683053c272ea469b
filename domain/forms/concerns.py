"""A concern in words, more about it, and the answer. Each is saved as soon as it is typed: no draft keeps the words."""

from typing import Final

from domain.form import Form, Question
from domain.kinds import Text

LONGEST: Final = 1000
DANGER: Final = "Если опасность прямо сейчас, звоните 112."

CONCERN = Form(
    key="concern",
    version=1,
    title="Сообщить о проблеме",
    questions=(
        Question(
            "words",
            "Что случилось",
            "Что случилось? Напишите одним сообщением, без имён: о ребёнке достаточно кода. "
            f"Прочтёт только ответственный в управлении, школа не увидит. {DANGER}",
            Text(max=LONGEST, min=5, about_mentee=True, example="на встречах с Ш07-014 повышают голос, он боится идти"),
            help="Ответ придёт сюда же. Сообщение можно будет дополнить.",
        ),
    ),
    straight=True,
    verb="Отправить",
)

MORE = Form(
    key="concern-more",
    version=1,
    title="Дополнить сообщение",
    questions=(
        Question(
            "words",
            "Дополнение",
            f"Что добавить? Без имён. {DANGER}",
            Text(max=LONGEST, min=2, about_mentee=True, example="сегодня это повторилось"),
        ),
    ),
    straight=True,
    verb="Отправить",
)

ANSWER = Form(
    key="concern-answer",
    version=1,
    title="Ответ на сообщение",
    questions=(
        Question(
            "words",
            "Ответ",
            "Что ответить? Прочтёт только тот, кто написал.",
            Text(max=LONGEST, min=2, about_mentee=True, example="спасибо, завтра приедем в школу и во всём разберёмся"),
        ),
    ),
    straight=True,
    verb="Отправить",
)
