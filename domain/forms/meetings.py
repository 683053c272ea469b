"""The day of a meeting that is logged later: tapped, or typed with its length."""

from domain.form import Form, Question
from domain.told import MetOn

MET = Form(
    key="met",
    version=1,
    title="Другой день",
    questions=(
        Question(
            "day",
            "День",
            "Когда встретились? Нажмите или напишите: пн, 12.11, «вчера 45».",
            MetOn(),
            help="Понимаю и «в прошлую среду», «3 дня назад», «12 ноября 1,5 ч», «сегодня полтора часа».",
        ),
    ),
    straight=True,
)
