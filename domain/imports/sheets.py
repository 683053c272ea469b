"""The sheets an import may hold, as data: their columns, what a cell is read by, an example of each."""

from dataclasses import dataclass
from typing import Final

from domain.form import Kind, Option
from domain.forms.matching import AGE_OPTIONS, COMPETENCE_OPTIONS, FORM_OPTIONS, HOURS, PLACES
from domain.forms.registry import CONSENT_EXAMPLE, CONSENT_KINDS
from domain.kinds import Day, Number, One, Several, Text, YesNo
from domain.mentoring import MENTORING_FORMS

MOST_ROWS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Column:
    """`needed`: a new row must have it; a row of something known may leave it blank, which changes nothing."""

    key: str
    title: str
    kind: Kind
    example: str
    note: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`about_mentees`: no column of it may be about a child's name; its free cells are read as words about a mentee."""

    key: str
    title: str
    columns: tuple[Column, ...]
    about_mentees: bool = False

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


SCHOOL = Column("school", "Номер школы", Number(1, 9999), "7", "Тот, что в кодах: 7 для Ш07-014", needed=True)
PAPER = Text(max=60, about_mentee=True, example=CONSENT_EXAMPLE)

SCHOOLS = Sheet(
    "schools",
    "Школы",
    (
        Column("number", "Номер", Number(1, 9999), "7", "По нему бот узнаёт школу", needed=True),
        Column(
            "name", "Название", Text(max=120, min=2, example="МБОУ «Школа № 7»"), "Пример: МБОУ «Школа № 7»", "", True
        ),
    ),
)
MENTORS = Sheet(
    "mentors",
    "Наставники",
    (
        SCHOOL,
        Column("code", "Код", Text(max=20, example="Ш07-Н03"), "", "Есть у тех, кто уже в боте; у новых пусто"),
        Column(
            "kind",
            "Кто это",
            One((Option("adult", "Взрослый"), Option("pupil", "Ученик"))),
            "Взрослый",
            "Взрослый или Ученик",
            needed=True,
        ),
        Column("name", "ФИО", Text(max=80, min=3, example="Иванова Анна Петровна"), "Иванова Анна Петровна",
               "Только взрослого: ученик хранится под кодом"),
        Column("place", "Место работы или класс", Text(max=120, example="МБОУ «Школа № 7»"), "Пример: МБОУ «Школа № 7»",
               "По школе, ФИО и месту бот узнаёт наставника без кода"),
        Column("consent", "Согласие", PAPER, CONSENT_EXAMPLE, "Номер и дата бумаги", needed=True),
        Column("competences", "Компетенции", Several(COMPETENCE_OPTIONS), "Профориентация, Языки",
               f"Через запятую: {', '.join(option.label for option in COMPETENCE_OPTIONS)}"),
        Column("ages", "Возраст наставляемых", Several(AGE_OPTIONS), "8–9 класс",
               f"Через запятую: {', '.join(option.label for option in AGE_OPTIONS)}"),
        Column("forms", "Готов к формам", Several(FORM_OPTIONS), "педагог – ученик",
               "Через запятую, как на листе «Пары»"),
        Column("hours", "Часов в месяц", HOURS, "4", "Сколько готов уделять"),
        Column("places", "Мест", PLACES, "2", "Скольких может вести одновременно"),
    ),
)  # fmt: skip
MENTEES = Sheet(
    "mentees",
    "Наставляемые",
    (
        SCHOOL,
        Column("code", "Код", Text(max=20, about_mentee=True, example="Ш07-014"), "",
               "Есть у тех, кто уже в боте; новым бот даст сам"),
        Column("list_no", "№ в вашем списке", Number(1, 99_999), "1",
               "Число из школьного ключа на бумаге: по нему бот узнает строку в другой раз", needed=True),
        Column("grade", "Класс или год рождения", Text(max=20, about_mentee=True, example="8Б или 2012"), "8Б", "",
               needed=True),
        Column("request", "Запрос", Text(max=200, about_mentee=True, example="подтянуть математику"),
               "Пример: подтянуть математику", "Коротко, без имён"),
        Column("consent_kind", "Чьё согласие", One(CONSENT_KINDS), "Ребёнка и родителя",
               "Родителя (до 14 лет), Ребёнка и родителя, Своё (с 18 лет)"),
        Column("consent", "Номер и дата согласия", PAPER, CONSENT_EXAMPLE, ""),
        Column("wants", "Нужна помощь", Several(COMPETENCE_OPTIONS), "Учебные предметы",
               "По этим словам бот подбирает наставника; список – у компетенций наставников"),
    ),
    about_mentees=True,
)  # fmt: skip
PAIRS = Sheet(
    "pairs",
    "Пары",
    (
        SCHOOL,
        Column("form", "Форма", One(tuple(Option(form.key, form.label) for form in MENTORING_FORMS)),
               "педагог – ученик", ", ".join(form.label for form in MENTORING_FORMS), needed=True),
        Column("mentor", "Наставник", Text(max=80, example="Иванова Анна Петровна или Ш07-Н03"),
               "Иванова Анна Петровна", "ФИО или код", needed=True),
        Column("mentees", "Наставляемые", Text(max=300, about_mentee=True, example="Ш07-014, Ш07-015"), "1",
               "Коды или номера в вашем списке, через запятую", needed=True),
        Column("goal", "Цель", Text(max=200, about_mentee=True, example="подготовить проект к конференции"),
               "Пример: подготовить проект", "Коротко, без имён", needed=True),
        Column("starts_on", "Начало", Day(back=1100, ahead=400), "01.10.2026", "", needed=True),
        Column("ends_on", "Окончание", Day(back=1100, ahead=1900), "31.05.2027", "", needed=True),
        Column("order_no", "Приказ", Text(max=60, about_mentee=True, example="№ 48 от 12.09.2026"),
               "№ 48 от 12.09.2026", ""),
        Column("ready", "Согласия есть", YesNo(), "да", "Без согласий пара хранится как черновик"),
    ),
    about_mentees=True,
)  # fmt: skip
SHEETS: Final = (SCHOOLS, MENTORS, MENTEES, PAIRS)  # in the order in which they lean on each other


def for_school(sheet: Sheet) -> Sheet:
    """The same for one school's own coordinator: its number needs no column."""
    columns = tuple(column for column in sheet.columns if column.key != "school")
    return Sheet(sheet.key, sheet.title, columns, sheet.about_mentees)


def offered(own: bool) -> tuple[Sheet, ...]:
    """What a template holds: everything, or a school's `own` registry."""
    return tuple(for_school(sheet) for sheet in SHEETS if sheet is not SCHOOLS) if own else SHEETS
