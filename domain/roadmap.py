"""The roadmap of the order as data: what is asked, of whom, by when, and what proves it.

Titles and sentences are our own words; the row number is the order's and always stands beside them.
The order has no row 2.5. Its days are days of a year: a roadmap year is activated and may move each of them.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.periods import Period


class Owner(StrEnum):
    """Whose row it is: a role, never a name."""

    DEPARTMENT = "department"
    SCHOOL = "school"
    COORDINATORS = "coordinators"
    OPERATOR = "operator"


class Span(StrEnum):
    """Rows without a day of their own."""

    WHOLE_YEAR = "whole_year"
    WHOLE_PERIOD = "whole_period"
    PROGRAMME = "programme"


class Proof(StrEnum):
    """What proves a row that is done with evidence: an order (number, date, file or link), or a plan (file or
    link) that somebody else agrees to or returns."""

    ORDER = "order"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class YearDay:
    """A due day of a roadmap year and the part of the year it reports on. `month_long`: the order names
    the month only, so its last day counts. `next_year`: the day falls after the roadmap year's end."""

    month: int
    day: int
    part: str
    next_year: bool = False
    month_long: bool = False

    def on(self, year: int) -> date:
        year += self.next_year
        return date(year, self.month, monthrange(year, self.month)[1] if self.month_long else self.day)

    def period(self, year: int) -> Period:
        return Period(year + self.next_year, self.part)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `title` fits a phone button, `measure` is a sentence, `evidence` the document asked for.
    `form` is the key of the form that answers it, where there is one. A row with a `proof` is done with evidence,
    one that `reviews` by agreeing to the evidence of another; it may be done only `after` a third is."""

    number: str
    title: str
    measure: str
    owner: Owner
    evidence: str
    due: tuple[YearDay, ...] | Span
    form: str | None = None
    proof: Proof | None = None
    reviews: str = ""
    after: str = ""

    @property
    def section(self) -> int:
        return int(self.number.partition(".")[0])


@dataclass(frozen=True, slots=True)
class Due:
    """A dated row in a year: one per day the order names."""

    row: Row
    period: Period
    nominal: date
    month_long: bool = False


SECTIONS = {
    1: "Нормативная основа",
    2: "Поддержка участников",
    3: "Обучение наставников и кураторов",
    4: "Мониторинг и оценка",
    5: "Управление и контроль",
}
AUTUMN = (YearDay(9, 10, "Y"),)


def month(number: int, part: str, next_year: bool = False) -> YearDay:
    """A due month: its last day, whatever its length that year."""
    return YearDay(number, monthrange(2001, number)[1], part, next_year, month_long=True)


# fmt: off
ROWS: tuple[Row, ...] = (
    Row("1.1", "Муниципальная группа", "Управление утверждает рабочую группу округа по наставничеству.",
        Owner.DEPARTMENT, "приказ", AUTUMN, proof=Proof.ORDER),
    Row("1.2", "Рабочая группа школы", "Школа утверждает свою рабочую группу по наставничеству.",
        Owner.SCHOOL, "приказ школы", AUTUMN, proof=Proof.ORDER),
    Row("1.3", "Перечень школ", "Управление составляет перечень школ, которые ведут наставничество.",
        Owner.DEPARTMENT, "письмо", AUTUMN),
    Row("1.4", "Дорожная карта школы", "Школа готовит свою дорожную карту.",
        Owner.SCHOOL, "дорожная карта", AUTUMN, proof=Proof.PLAN),
    Row("1.5", "Согласование карты школы",
        "Управление согласует дорожную карту школы или возвращает её с замечаниями.",
        Owner.DEPARTMENT, "согласование", AUTUMN, reviews="1.4"),
    Row("1.6", "Утверждение карты школы", "Школа утверждает согласованную дорожную карту.",
        Owner.SCHOOL, "приказ школы", AUTUMN, proof=Proof.ORDER, after="1.5"),
    Row("1.7", "Соглашения с партнёрами",
        "Школа заключает соглашения с партнёрами, которые дают наставников.",
        Owner.SCHOOL, "соглашения", Span.WHOLE_YEAR),
    Row("1.8", "Мотивация наставников", "Управление разрабатывает и утверждает, чем поощряют наставников.",
        Owner.DEPARTMENT, "рекомендации, распоряжения", (YearDay(11, 10, "Y"),)),
    Row("2.1", "Соглашения с партнёрами", "Те же соглашения, что в строке 1.7: один реестр на обе строки.",
        Owner.SCHOOL, "соглашения", Span.WHOLE_YEAR),
    Row("2.2", "Перечень партнёров", "Школа ведёт перечень партнёров и держит его свежим.",
        Owner.SCHOOL, "перечень", Span.WHOLE_PERIOD),
    Row("2.3", "Методические материалы", "Кураторы готовят программы и материалы для наставников.",
        Owner.COORDINATORS, "программы и материалы", Span.WHOLE_PERIOD),
    Row("2.4", "Информационная кампания",
        "Кураторы рассказывают о наставничестве на сайтах, в сообществах и на стендах.",
        Owner.COORDINATORS, "публикации", Span.WHOLE_PERIOD),
    Row("2.6", "Семь этапов программы",
        "Школа проходит семь этапов: от подготовки условий до завершения наставничества.",
        Owner.COORDINATORS, "программы наставничества", Span.PROGRAMME),
    Row("3.1", "Модуль в «Навигаторе»",
        "Оператор держит модуль наставничества в «Навигаторе» в рабочем состоянии.",
        Owner.OPERATOR, "модуль работает", Span.WHOLE_PERIOD),
    Row("3.2", "Семинары «Наставничество52»", "Оператор проводит обучающие семинары осенью и зимой.",
        Owner.OPERATOR, "семинары", (month(9, "Q3"), month(2, "Q1", next_year=True))),
    Row("3.3", "Конкурс лучших практик", "Округ проводит конкурс лучших практик и программ наставничества.",
        Owner.OPERATOR, "конкурс", (month(12, "Y"),)),
    Row("4.1", "Мониторинг", "Куратор каждый квартал сообщает, как идёт наставничество в школе.",
        Owner.COORDINATORS, "аналитические материалы",
        (YearDay(3, 25, "Q1"), YearDay(6, 25, "Q2"), YearDay(9, 25, "Q3"), YearDay(12, 20, "Q4")), "monitoring"),
    Row("4.2", "Оценка качества программ", "Куратор дважды в год оценивает, как выросли участники программ.",
        Owner.COORDINATORS, "аналитическая справка",
        (YearDay(6, 25, "H1"), YearDay(12, 25, "H2")), "quality"),
    Row("5.1", "Контроль", "Управление следит, как школы выполняют дорожную карту и программы.",
        Owner.DEPARTMENT, "контрольные материалы", Span.WHOLE_PERIOD),
)
# fmt: on
_BY_NUMBER = {row.number: row for row in ROWS}


def row(number: str) -> Row:
    """KeyError where the order has no such row."""
    return _BY_NUMBER[number]


def review_of(number: str) -> Row | None:
    """The row by which the evidence of this one is agreed to, if any."""
    return next((row for row in ROWS if row.reviews == number), None)


def answered_by(form: str) -> Row:
    """The row a form answers. KeyError where none does."""
    for row in ROWS:
        if row.form == form:
            return row
    raise KeyError(form)


def dated(year: int) -> tuple[Due, ...]:
    """Every due date of a roadmap year, row by row; February's seminar falls into the next year."""
    return tuple(
        Due(row, day.period(year), day.on(year), day.month_long)
        for row in ROWS
        if not isinstance(row.due, Span)
        for day in row.due
    )
