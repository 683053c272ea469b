"""The form of the publications log (row 2.4)."""

from domain.form import Form, Question
from domain.kinds import Day, Number, One, Text
from domain.links import Link
from domain.publications import CHANNELS, OTHER

PUBLICATION = Form(
    key="publication",
    version=1,
    title="Публикация",
    questions=(
        Question(
            "published_on",
            "Дата",
            "Когда вышла?",
            Day(back=1100, ahead=0),
            default=lambda answers, facts: facts.today.isoformat(),
        ),
        Question(
            "title",
            "Заголовок",
            "Как называется?",
            Text(max=150, min=3, about_mentee=True, example="Как мы готовим юных инженеров"),
        ),
        Question("channel", "Где", "Где вышла?", One(CHANNELS)),
        Question(
            "place",
            "Где именно",
            "Где именно? Своими словами.",
            Text(max=60, min=2, example="школьное радио"),
            when=lambda answers: answers.get("channel") == OTHER,
        ),
        Question("link", "Ссылка", "Ссылка на публикацию", Link(), optional=True),
        Question(
            "reach",
            "Охват",
            "Сколько человек увидели?",
            Number(max=1_000_000),
            optional=True,
            help="Просмотры или примерное число. Не знаете – нажмите «Пропустить».",
        ),
    ),
)
