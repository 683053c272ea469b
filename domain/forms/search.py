"""Looking for something in a list by a few words."""

from domain.form import Form, Question
from domain.kinds import Text

SEARCH = Form(
    key="search",
    version=1,
    title="Поиск",
    questions=(
        Question(
            "words",
            "Слова",
            "Что ищем? Хватит начала слова; несколько слов сужают поиск.",
            Text(max=100, example="завод маяк"),
        ),
    ),
    straight=True,
)
