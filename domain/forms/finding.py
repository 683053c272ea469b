"""One question: what to look for."""

from domain.form import Form, Question
from domain.kinds import Text

FIND = Form(
    key="find",
    version=1,
    title="Поиск",
    questions=(
        Question(
            "words",
            "Что ищем",
            "Что найти? Хватит нескольких букв: школа, фамилия, код, номер отчёта или приказа.",
            Text(max=60, example="рябин, Ш07-014 или 2026-Q4/0012"),
        ),
    ),
    straight=True,
)
