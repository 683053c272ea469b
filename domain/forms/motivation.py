"""The motivation document of row 1.8."""

from domain.form import Form, Question
from domain.kinds import Day, Paper, Text

MOTIVATION = Form(
    key="motivation",
    version=1,
    title="Документ о мотивации",
    questions=(
        Question(
            "title",
            "Название",
            "Как называется документ?",
            Text(max=150, min=3, example="Положение о поощрении наставников"),
        ),
        Question("number", "Номер", "Номер документа?", Text(max=40, example="215-п")),
        Question("dated", "Дата", "Дата документа?", Day(back=1100, ahead=0)),
        Question(
            "words",
            "Коротко",
            "Коротко для кураторов: что в нём главное и что сделать?",
            Text(max=600, min=2, example="Познакомьте наставников с разделом 3 до конца месяца."),
        ),
        Question("file", "Файл", "Пришлите сам документ.", Paper()),
    ),
    verb="Посмотреть",
    row="1.8",
    straight=True,
)
