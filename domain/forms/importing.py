"""One question: the table to take into the registry."""

from domain.form import Form, Question
from domain.kinds import Paper

IMPORT = Form(
    key="import",
    version=1,
    title="Загрузить таблицу",
    questions=(
        Question(
            "table",
            "Таблица",
            "Пришлите заполненный шаблон .xlsx файлом. Сначала покажу, что изменится, и спрошу.",
            Paper(),
        ),
    ),
    straight=True,
)
