"""One question: what to look for in a long list."""

from domain.form import Form, Question
from domain.kinds import Text

SEEK = Form(
    key="seek",
    version=1,
    title="Найти",
    questions=(
        Question(
            "words", "Слова", "Что найти? Хватит начала слова, номера или даты.", Text(max=100, example="семинар")
        ),
    ),
    straight=True,
)
