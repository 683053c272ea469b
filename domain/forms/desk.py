"""The short forms of the department's desk and of one's own profile: one question each."""

from domain.form import Form, Question
from domain.kinds import Text

SCHOOLS = Form(
    key="schools",
    version=1,
    title="Добавить школы",
    questions=(
        Question(
            "lines",
            "Школы",
            "Пришлите название школы или список: каждая школа с новой строки. Номер для кодов можно поставить впереди.",
            Text(max=4000, min=2, example="7 МБОУ «Школа № 7»"),
        ),
    ),
    straight=True,
)

SCHOOL_NAME = Form(
    key="schoolname",
    version=1,
    title="Переименовать школу",
    questions=(
        Question(
            "name",
            "Название",
            "Как школа называется теперь? Номер в кодах не изменится.",
            Text(max=120, min=2, example="МБОУ «Школа № 7»"),
        ),
    ),
    straight=True,
)

NAME = Form(
    key="name",
    version=1,
    title="Ваше имя",
    questions=(
        Question(
            "name",
            "Имя",
            "Как вас зовут? Так имя увидят в отчётах.",
            Text(max=80, min=2, example="Анна Петровна Иванова"),
        ),
    ),
    straight=True,
)
