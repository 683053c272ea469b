"""The forms that keep a school's registry: mentors, mentees, pairs and groups, their closing."""

from datetime import date

from domain import days
from domain.form import Answers, Check, Facts, Form, Option, Question
from domain.kinds import Day, One, Several, Text
from domain.mentoring import MENTORING_FORMS

CONSENT_KINDS = (
    Option("parent", "Родителя (до 14 лет)"),
    Option("both", "Ребёнка и родителя"),
    Option("own", "Своё (с 18 лет)"),
)
CONSENT_EXAMPLE = "№ 12 от 01.09.2026"


def _adult(answers: Answers) -> bool:
    return answers.get("kind") == "adult"


MENTOR = Form(
    key="mentor",
    version=1,
    title="Новый наставник",
    questions=(
        Question(
            "kind",
            "Кто это",
            "Кто наставник?",
            One((Option("adult", "Взрослый"), Option("pupil", "Ученик"))),
            help="Ученик-наставник хранится под кодом, без имени.",
        ),
        Question(
            "name",
            "Имя",
            "Фамилия, имя и отчество наставника",
            Text(max=80, min=3, example="Иванова Анна Петровна"),
            when=_adult,
        ),
        Question(
            "place",
            "Место работы",
            "Где работает?",
            Text(max=120, example="МБОУ «Школа № 7»"),
            when=_adult,
            optional=True,
        ),
        Question(
            "grade",
            "Класс",
            "В каком классе учится?",
            Text(max=20, about_mentee=True, example="10А"),
            when=lambda a: not _adult(a),
        ),
        Question(
            "consent",
            "Согласие на бумаге",
            "Номер и дата согласия на обработку данных",
            Text(max=60, about_mentee=True, example=CONSENT_EXAMPLE),
            help="За ученика согласие подписывают он сам и родитель. Бумага остаётся в школе.",
        ),
    ),
)

MENTEE = Form(
    key="mentee",
    version=1,
    title="Новый наставляемый",
    questions=(
        Question(
            "grade",
            "Класс или год рождения",
            "Класс или год рождения",
            Text(max=20, about_mentee=True, example="8Б или 2012"),
            help="Код бот даст сам. Имя ребёнка боту не нужно: ключ «код – имя» остаётся в школе.",
        ),
        Question(
            "request",
            "Запрос",
            "С чем нужна помощь? Коротко, без имён.",
            Text(max=200, about_mentee=True, example="подтянуть математику, выбрать профессию"),
            optional=True,
        ),
        Question("consent_kind", "Чьё согласие", "Чьё согласие подписано?", One(CONSENT_KINDS), optional=True),
        Question(
            "consent",
            "Номер и дата согласия",
            f"Номер и дата согласия? Например, {CONSENT_EXAMPLE}.",
            Text(max=60, about_mentee=True, example=CONSENT_EXAMPLE),
            when=lambda a: bool(a.get("consent_kind")),
        ),
    ),
)


def school_year_end(day: date) -> date:
    """The 31st of May that ends the school year of this day."""
    return date(day.year + (1 if day.month >= 6 else 0), 5, 31)


def _ends_after_start(answers: Answers, facts: Facts) -> str | None:
    start, end = (date.fromisoformat(str(answers[key])) for key in ("start", "end"))
    if end >= start:
        return None
    return f"Окончание {days.words(end)} раньше начала {days.words(start)}. Проверьте даты."


PAIR = Form(
    key="pair",
    version=1,
    title="Новая пара или группа",
    questions=(
        Question(
            "form",
            "Форма",
            "Форма наставничества",
            One(tuple(Option(form.key, form.label) for form in MENTORING_FORMS)),
        ),
        Question("mentor", "Наставник", "Кто наставник?", One(source="mentors")),
        Question(
            "mentees",
            "Наставляемые",
            "Кого ведёт? Отметьте одного или нескольких.",
            Several(source="mentees"),
        ),
        Question(
            "goal",
            "Цель программы",
            "Цель программы. Коротко, без имён.",
            Text(max=200, about_mentee=True, example="подготовить проект к весенней конференции"),
        ),
        Question(
            "start",
            "Начало",
            "Когда начинают?",
            Day(back=730, ahead=365),
            default=lambda answers, facts: facts.today.isoformat(),
        ),
        Question(
            "end",
            "Окончание по плану",
            "Когда закончат по плану?",
            Day(back=730, ahead=1830, coming=True),
            default=lambda answers, facts: school_year_end(
                date.fromisoformat(str(answers.get("start") or facts.today.isoformat()))
            ).isoformat(),
        ),
        Question(
            "order",
            "Приказ",
            "Номер и дата приказа школы",
            Text(max=60, about_mentee=True, example="№ 48 от 12.09.2026"),
            optional=True,
        ),
        Question(
            "consents",
            "Согласия",
            "Согласия всех наставляемых на бумаге есть?",
            One((Option("yes", "Да, все подписаны"), Option("later", "Нет, ещё не все"))),
            help="Пока согласий нет, пара хранится как черновик и не входит в отчёт.",
        ),
    ),
    checks=(Check("dates", ("start", "end"), _ends_after_start, hard=True),),
)

CONSENT = Form(
    key="consent",
    version=1,
    title="Согласие",
    questions=(
        Question("consent_kind", "Чьё согласие", "Чьё согласие подписано?", One(CONSENT_KINDS)),
        Question(
            "consent",
            "Номер и дата согласия",
            f"Номер и дата согласия? Например, {CONSENT_EXAMPLE}.",
            Text(max=60, about_mentee=True, example=CONSENT_EXAMPLE),
        ),
    ),
    straight=True,
)

STOP_REASONS = (
    Option("moved", "Переезд или другая школа"),
    Option("busy", "Не хватает времени"),
    Option("fit", "Не сошлись характерами"),
    Option("done", "Цель достигнута раньше"),
    Option("silent", "Встречи прекратились"),
    Option("other", "Другая причина"),
)

CLOSING = Form(
    key="closing",
    version=2,
    title="Завершение пары",
    questions=(
        Question(
            "how",
            "Как закончили",
            "Как закончилась работа?",
            One((Option("complete", "Программа пройдена"), Option("stop", "Прекращена досрочно"))),
        ),
        Question(
            "reason",
            "Причина",
            "Почему досрочно?",
            One(STOP_REASONS),
            when=lambda a: a.get("how") == "stop",
        ),
        Question(
            "result",
            "Результат",
            "Что получилось? Коротко, без имён.",
            Text(max=500, about_mentee=True, example="проект защищён, оценка по физике выросла с 3 до 4"),
        ),
        Question(
            "closed_on",
            "Дата завершения",
            "Когда закончили?",
            Day(back=730, ahead=0),
            default=lambda answers, facts: facts.today.isoformat(),
        ),
        Question(
            "story",
            "История",
            "Есть чем поделиться? Коротко: с чего начали, что помогло, что вышло. Только коды, без имён.",
            Text(max=1000, about_mentee=True, example="боялся выступать; репетировали; выступил на конференции"),
            optional=True,
            help="История остаётся в базе школы, её видит и управление. Можно пропустить.",
        ),
    ),
    verb="Завершить",
)
