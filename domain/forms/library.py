"""The form that puts a material into the library (row 2.3)."""

from domain.form import Form, Option, Question
from domain.kinds import One, Paper, Text
from domain.links import Link
from domain.tags import Tags

MATERIAL = Form(
    key="material",
    version=1,
    title="Новый материал",
    questions=(
        Question(
            "title",
            "Название",
            "Как называется материал?",
            Text(max=120, min=3, about_mentee=True, example="Программа «Первые шаги в профессии»"),
            help="Его увидят все школы и наставники. Ваше имя не показывается, только школа.",
        ),
        Question(
            "about",
            "Что это",
            "Что это и кому пригодится? Коротко.",
            Text(max=600, about_mentee=True, example="программа на 8 встреч для пары учитель – ученик, 7–9 классы"),
            optional=True,
        ),
        Question(
            "tags",
            "Метки",
            "Метки через запятую: по ним материал найдут.",
            Tags(),
            help="Например: профориентация, 8 класс, программа.",
        ),
        Question(
            "source",
            "Файл или ссылка",
            "Файл или ссылка?",
            One((Option("file", "Файл"), Option("link", "Ссылка"))),
        ),
        Question("file", "Файл", "Пришлите файл", Paper(), when=lambda answers: answers.get("source") == "file"),
        Question("link", "Ссылка", "Пришлите ссылку", Link(), when=lambda answers: answers.get("source") == "link"),
    ),
    verb="Опубликовать",
)
