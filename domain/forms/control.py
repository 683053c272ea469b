"""The one question of the department's control: which school to look at."""

from typing import Final

from domain.form import Form, Question
from domain.kinds import Text

LETTERS: Final = 20  # of a school's name: they travel in the buttons that turn pages

FIND: Final = Form(
    key="control_find",
    version=1,
    title="Найти школу",
    questions=(
        Question(
            "letters", "Школа", "Напишите несколько букв названия или номер школы.", Text(max=LETTERS, example="родник")
        ),
    ),
    straight=True,
)
