"""The department's targets of a year, and the one number that schools need not be asked for."""

from domain.form import Answers, Facts, Form, Question, Value
from domain.indicators import INDICATORS, PUPILS_15, Indicator
from domain.kinds import Number

PERCENT_HELP = "Цели берут из муниципальных документов. Без цели показатель всё равно считается."


def _question(one: Indicator) -> Question:
    def usual(answers: Answers, facts: Facts) -> Value:
        return one.usual

    text = f"{one.title}: цель на год, в процентах" if one.is_share else f"{one.title}: цель на год, сколько"
    return Question(
        one.key,
        f"{one.short}, {'%' if one.is_share else 'число'}",
        text,
        Number(max=100 if one.is_share else 5000),
        help=PERCENT_HELP,
        optional=True,
        default=usual if one.usual is not None else None,
    )


TARGETS = Form(
    key="targets",
    version=2,
    title="Цели года",
    questions=(
        *(_question(one) for one in INDICATORS),
        Question(
            PUPILS_15,
            "Учеников 15–19 лет в округе",
            "Сколько в округе учеников 15–19 лет? Одно число на всех, школы об этом не спрашивают.",
            Number(max=500_000),
            help="По сводной статистике округа. Без этого числа доля учеников-наставников не считается.",
            optional=True,
        ),
    ),
)
