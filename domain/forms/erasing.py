"""Who is to be erased, and why: one question each."""

from dataclasses import replace

from domain.form import Form, Question
from domain.kinds import Text

WHO = Form(
    key="erasewho",
    version=1,
    title="Удалить человека",
    questions=(
        Question(
            "words",
            "Кого",
            "Кого удалить? Напишите часть имени или номер аккаунта Telegram.",
            Text(max=60, min=2, example="Рябинина"),
        ),
    ),
    straight=True,
)

WHY = Form(
    key="erasewhy",
    version=1,
    title="Причина удаления",
    questions=(
        Question(
            "reason",
            "Причина",
            "Почему удаляем? Причина останется в журнале, имён в ней не пишите.",
            Text(max=200, min=5, about_mentee=True, example="письменное заявление от 12.05, вх. № 41"),
        ),
    ),
    straight=True,
)

# A mentor who has never used the bot: asked for by the coordinator, done by the department.
MENTOR = replace(WHY, key="erasementor", title="Удалить данные наставника")
