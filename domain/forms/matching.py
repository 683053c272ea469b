"""What a mentor can give, what a mentee asks for, and small corrections of what the registry says of them."""

from domain.competences import AGE_BANDS, COMPETENCES
from domain.form import Form, Option, Question
from domain.forms.registry import CONSENT_EXAMPLE, STOP_REASONS
from domain.kinds import Number, One, Several, Text, YesNo
from domain.mentoring import MENTORING_FORMS

COMPETENCE_OPTIONS = tuple(Option(key, label) for key, label in COMPETENCES)
AGE_OPTIONS = tuple(Option(band.key, band.label) for band in AGE_BANDS)
FORM_OPTIONS = tuple(Option(form.key, form.label) for form in MENTORING_FORMS)
HOURS = Number(1, 100)
PLACES = Number(1, 50)

PROFILE = Form(
    key="profile",
    version=1,
    title="Профиль наставника",
    questions=(
        Question(
            "competences",
            "Чему может научить",
            "В чём наставник силён? Отметьте всё, что подходит.",
            Several(COMPETENCE_OPTIONS),
            help="По этим отметкам бот подбирает наставника к запросу наставляемого.",
        ),
        Question(
            "ages",
            "Кого готов вести",
            "С кем готов работать? Если всё равно, пропустите.",
            Several(AGE_OPTIONS),
            optional=True,
        ),
        Question(
            "forms",
            "Формы",
            "В каких формах? Если всё равно, пропустите.",
            Several(FORM_OPTIONS),
            optional=True,
        ),
        Question(
            "places",
            "Мест",
            "Скольких может вести одновременно?",
            PLACES,
            default=lambda answers, facts: 2,
            help="Когда места заняты, бот этого наставника не предлагает.",
        ),
        Question(
            "hours",
            "Часов в месяц",
            "Сколько часов в месяц может уделять?",
            HOURS,
            optional=True,
            default=lambda answers, facts: 4,
        ),
        Question(
            "achievements",
            "Достижения",
            "Достижения наставника, коротко",
            Text(max=200, about_mentee=True, example="призёр конкурса «Учитель года»"),
            optional=True,
        ),
        Question(
            "interests",
            "Интересы",
            "Чем увлекается?",
            Text(max=200, about_mentee=True, example="робототехника, походы"),
            optional=True,
        ),
    ),
)

WANTS = Form(
    key="wants",
    version=1,
    title="Запрос наставляемого",
    questions=(
        Question(
            "wants",
            "Нужна помощь",
            "С чем нужна помощь? Отметьте одно или несколько.",
            Several(COMPETENCE_OPTIONS),
        ),
        Question(
            "form",
            "Форма",
            "Какая форма подойдёт? Если всё равно, пропустите.",
            One(FORM_OPTIONS),
            optional=True,
        ),
    ),
    straight=True,
)

MENTEE_CHANGE = Form(
    key="mentee_change",
    version=1,
    title="Изменить наставляемого",
    questions=(
        Question(
            "grade",
            "Класс или год рождения",
            "Класс или год рождения",
            Text(max=20, about_mentee=True, example="9Б или 2012"),
        ),
        Question(
            "request",
            "Запрос",
            "С чем нужна помощь? Коротко, без имён.",
            Text(max=200, about_mentee=True, example="подтянуть математику, выбрать профессию"),
            optional=True,
        ),
    ),
)

ADULT_CHANGE = Form(
    key="mentor_change",
    version=1,
    title="Изменить наставника",
    questions=(
        Question("name", "Имя", "Фамилия, имя и отчество", Text(max=80, min=3, example="Иванова Анна Петровна")),
        Question("place", "Место работы", "Где работает?", Text(max=120, example="МБОУ «Школа № 7»"), optional=True),
    ),
)

PUPIL_CHANGE = Form(
    key="mentor_grade",
    version=1,
    title="Изменить наставника",
    questions=(Question("place", "Класс", "В каком классе учится?", Text(max=20, about_mentee=True, example="10А")),),
    straight=True,
)

CARRY = Form(
    key="carry",
    version=1,
    title="Станет наставником",
    questions=(
        Question(
            "of_age",
            "14 лет",
            "Исполнилось ли 14 лет?",
            YesNo(),
            help="По классу или году рождения в базе этого не видно.",
        ),
        Question(
            "consent",
            "Согласие на бумаге",
            f"Номер и дата согласия быть наставником: его подписывают ученик и родитель. Например, {CONSENT_EXAMPLE}.",
            Text(max=60, about_mentee=True, example=CONSENT_EXAMPLE),
            when=lambda a: a.get("of_age") is not False,
            help="Бумага остаётся в школе, боту нужны только номер и дата.",
        ),
    ),
    straight=True,
)

REMATCH = Form(
    key="rematch",
    version=1,
    title="Смена наставника",
    questions=(
        Question("reason", "Причина", "Почему меняем наставника?", One(STOP_REASONS)),
        Question(
            "result",
            "Что успели",
            "Что успели вместе? Коротко, без имён.",
            Text(max=500, about_mentee=True, example="провели пять встреч, выбрали тему проекта"),
            optional=True,
        ),
    ),
    verb="Закончить и подобрать",
)
