"""The forms of the partner registry (rows 1.7 and 2.1): the agreement, its prolonging, its end."""

from datetime import date

from domain import days
from domain.form import Answers, Check, Facts, Form, Question
from domain.kinds import Day, Paper, Text, YesNo

LONG = 36_525  # days: a hundred years


def in_a_year(day: date) -> date:
    """The same day of the next year; after a leap day the last of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)


def _ends_after_start(answers: Answers, facts: Facts) -> str | None:
    agreed, until = (date.fromisoformat(str(answers[key])) for key in ("agreed_on", "valid_until"))
    if until >= agreed:
        return None
    return f"Действует до {days.words(until)}, а подписано {days.words(agreed)}. Проверьте даты."


PARTNER = Form(
    key="partner",
    version=1,
    title="Соглашение с партнёром",
    questions=(
        Question(
            "name",
            "Партнёр",
            "Как называется организация?",
            Text(max=120, min=2, example="ООО «Завод «Маяк»"),
        ),
        Question(
            "agreement",
            "Номер соглашения",
            "Номер соглашения",
            Text(max=40, example="12/26"),
            optional=True,
            help="Если номера нет, нажмите «Пропустить».",
        ),
        Question(
            "agreed_on",
            "Подписано",
            "Когда подписано?",
            Day(back=LONG, ahead=31),
            default=lambda answers, facts: facts.today.isoformat(),
        ),
        Question(
            "valid_until",
            "Действует до",
            "По какой день действует? Если бессрочное, нажмите «Пропустить».",
            Day(back=LONG, ahead=LONG, coming=True),
            optional=True,
            help="За 30 дней до этого дня бот напомнит.",
        ),
        Question("gives_mentors", "Даёт наставников", "Партнёр даёт наставников?", YesNo()),
        Question("file", "Документ", "Файл или фото соглашения", Paper(), optional=True),
    ),
    checks=(Check("dates", ("agreed_on", "valid_until"), _ends_after_start, hard=True),),
)

PROLONGING = Form(
    key="partner-on",
    version=1,
    title="Продлить соглашение",
    questions=(
        Question(
            "valid_until",
            "Действует до",
            "По какой день теперь действует?",
            Day(back=0, ahead=LONG),
            default=lambda answers, facts: facts.known.get("in_a_year"),
        ),
    ),
    straight=True,
)

ENDING = Form(
    key="partner-off",
    version=1,
    title="Завершить соглашение",
    questions=(
        Question(
            "ended_on",
            "Завершено",
            "С какого дня соглашение не действует?",
            Day(back=LONG, ahead=0),
            default=lambda answers, facts: facts.today.isoformat(),
        ),
        Question(
            "reason",
            "Причина",
            "Почему? Коротко.",
            Text(max=200, min=2, example="срок истёк, продлевать не стали"),
        ),
    ),
    verb="Завершить",
)
