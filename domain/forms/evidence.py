"""The forms of the rows that are done with evidence (1.1–1.6): an order, a plan, and the words of a review."""

from datetime import date, timedelta

from domain import roadmap
from domain.form import Answers, Form, Question
from domain.kinds import Day, Paper, Text
from domain.links import Link
from domain.roadmap import Proof


def _lately(today: date) -> tuple[date, ...]:
    return (today, today - timedelta(1))


def _no_file(answers: Answers) -> bool:
    return answers.get("file") is None


def _paper(what: str) -> tuple[Question, ...]:
    """A file, or the address of one."""
    return (
        Question(
            "file",
            "Файл",
            f"Пришлите {what}.",
            Paper(),
            help="Подойдёт PDF, Word или фото страницы. Документ есть только на сайте? Пропустите, спрошу ссылку.",
            optional=True,
        ),
        Question("link", "Ссылка", f"Ссылка на {what}", Link(), when=_no_file),
    )


COMMENT = Question(
    "comment",
    "Комментарий",
    "Что-то добавить? Если нет, пропустите.",
    Text(max=300, about_mentee=True, example="состав группы изменился в сентябре"),
    optional=True,
)
_ORDER = (
    Question("number", "Номер приказа", "Номер приказа? Например, 125-о.", Text(max=40, example="125-о")),
    Question(
        "dated",
        "Дата приказа",
        "Дата приказа",
        Day(back=800, ahead=0, buttons=_lately),
        help="Можно нажать кнопку или написать, например 5.09 или 05.09.2026.",
    ),
    *_paper("приказ"),
    COMMENT,
)
_PLAN = (*_paper("дорожную карту"), COMMENT)

# A school's people fill their forms in together, those of the department each their own: a key for each.
SCHOOL_ORDER = Form("order", 1, "Приказ школы", _ORDER, verb="Подать")
TOWN_ORDER = Form("town_order", 1, "Приказ управления", _ORDER)
PLAN = Form("plan", 1, "Дорожная карта школы", _PLAN, verb="Подать")
NEW_PLAN = Form(
    "new_plan",
    1,
    "Изменить дорожную карту",
    (
        Question(
            "reason",
            "Причина",
            "Карта уже согласована. Почему её нужно изменить?",
            Text(max=300, min=3, about_mentee=True, example="сменились сроки набора наставников"),
            help="Управление увидит причину и согласует карту заново.",
        ),
        *_PLAN,
    ),
    verb="Подать",
)


def of_school(row: str) -> Form:
    """What a school proves a row with."""
    return PLAN if roadmap.row(row).proof is Proof.PLAN else SCHOOL_ORDER


RETURN = Form(
    "return",
    1,
    "Вернуть карту",
    (
        Question(
            "remark",
            "Замечания",
            "Что исправить? Куратор увидит эти слова сразу.",
            Text(max=600, min=3, example="нет сроков у этапов 3 и 4"),
        ),
    ),
    straight=True,
)
FIND = Form(
    "find_row",
    1,
    "Найти школу",
    (Question("words", "Школа", "Номер или часть названия", Text(max=60, example="7 или гимназия")),),
    straight=True,
)
