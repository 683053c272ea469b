"""What the department sends to many."""

from domain import broadcasts
from domain.broadcasts import CAPTION, WORDS
from domain.form import Answers, Check, Facts, Form, Question
from domain.kinds import One, Paper, Several, Text, YesNo


def _too_long(answers: Answers, facts: Facts) -> str | None:
    length = len(str(answers["words"]))
    if length <= CAPTION:
        return None
    return f"Под файлом поместится {CAPTION} знаков, а в тексте {length}. Сократите текст или отправьте без файла."


BROADCAST = Form(
    key="broadcast",
    version=1,
    title="Рассылка",
    questions=(
        Question("audience", "Кому", "Кому отправить?", One(source="audiences")),
        Question(
            "debt",
            "Что не сдано",
            "Кто чего не сдал?",
            One(source="debts"),
            when=lambda a: a.get("audience") == broadcasts.OWING,
        ),
        Question(
            "schools",
            "Школы",
            "Кураторам каких школ?",
            Several(source="schools"),
            when=lambda a: a.get("audience") == broadcasts.SCHOOLS,
        ),
        Question(
            "words",
            "Текст",
            "Напишите текст сообщения.",
            Text(max=WORDS, min=2, example="Совещание кураторов переносится на четверг, 15:00."),
        ),
        Question("file", "Файл", "Приложить файл?", Paper(), optional=True),
        Question(
            "receipt",
            "Отметка",
            "Нужна отметка о прочтении?",
            YesNo(),
            help="Под сообщением будет кнопка «Прочитано»: вы увидите, кто её нажал.",
        ),
    ),
    checks=(Check("caption", ("words", "file"), _too_long, hard=True),),
    verb="Посмотреть",
    straight=True,
)
