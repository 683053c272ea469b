"""The department's short forms about time: moving a date, and choosing a day to declare off or working."""

from datetime import date

from domain import days
from domain.form import Answers, Check, Facts, Form, Question
from domain.kinds import Day, Text

REASON = Text(max=300, min=3, example="в школах карантин")


def _same_day(answers: Answers, facts: Facts) -> str | None:
    """`nominal`, `effective` and `begins` are known of the date that is moved."""
    if answers["day"] != facts.known.get("nominal"):
        return None
    nominal, effective = (date.fromisoformat(str(facts.known[key])) for key in ("nominal", "effective"))
    both = days.words(nominal) + ("" if nominal == effective else f" → {days.words(effective)}")
    return f"Срок и так {both}. Пришлите другой день."


def _before_its_period(answers: Answers, facts: Facts) -> str | None:
    """Usually a day typed without its year, which then means the nearest one."""
    asked, begins = date.fromisoformat(str(answers["day"])), date.fromisoformat(str(facts.known["begins"]))
    if asked >= begins:
        return None
    meant = f"{asked:%d.%m}.{str(facts.known['nominal'])[:4]}"
    return (
        f"Получилось {days.words(asked)}, а период этого срока начинается {days.words(begins)}. "
        f"Напишите день с годом, например {meant}."
    )


DEADLINE = Form(
    key="deadline",
    version=2,
    title="Перенести срок",
    questions=(
        Question("day", "Новая дата", "На какой день перенести? Например, 15.10.", Day(back=400, ahead=800)),
        Question("reason", "Причина", "Почему переносим? Причину увидят кураторы, которых это касается.", REASON),
    ),
    checks=(
        Check("same", ("day",), _same_day, hard=True),
        Check("period", ("day",), _before_its_period, hard=True),
    ),
    straight=True,
)

DAY_OFF = Form(
    key="dayoff",
    version=1,
    title="Выходной или рабочий день",
    questions=(Question("day", "День", "Какой день изменить? Например, 31.12.", Day(back=30, ahead=550, coming=True)),),
    straight=True,
)
