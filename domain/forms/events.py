"""Forms about events (row 3.2 and the department's own)."""

from domain.form import Form, Option, Question
from domain.kinds import Day, One, Several, Text
from domain.times import Time

EVENT = Form(
    key="event",
    version=1,
    title="Мероприятие",
    questions=(
        Question("seminar", "Что это", "Семинар дорожной карты или другое?", One(source="seminars")),
        Question(
            "title",
            "Название",
            "Как называется?",
            Text(max=100, min=3, example="Семинар «Первая встреча пары»"),
        ),
        Question("day", "День", "В какой день? Например, 5.12.", Day(back=400, ahead=500, coming=True)),
        Question("time", "Время", "Во сколько начало?", Time(("10:00", "13:00", "14:00", "15:00"))),
        Question(
            "place",
            "Где",
            "Где? Напишите адрес или вставьте ссылку.",
            Text(max=300, min=2, example="Дом творчества, ул. Садовая, 5, каб. 12"),
        ),
        Question(
            "audience",
            "Для кого",
            "Кого приглашаем?",
            One(
                (
                    Option("coordinators", "Кураторов"),
                    Option("mentors", "Наставников"),
                    Option("everybody", "Кураторов и наставников"),
                )
            ),
        ),
        Question(
            "about",
            "О чём",
            "О чём будет речь? Что взять с собой?",
            Text(max=800, example="Разберём три первых встречи. Возьмите план работы пары."),
            optional=True,
        ),
    ),
)

CANCEL = Form(
    key="event-cancel",
    version=1,
    title="Отменить мероприятие",
    questions=(
        Question(
            "reason",
            "Причина",
            "Почему отменяем? Это прочитают все, кто записался.",
            Text(max=300, min=3, example="ведущий заболел, новую дату сообщим"),
        ),
    ),
    verb="Отменить мероприятие",
)

CAME_TOO = Form(
    key="event-came",
    version=1,
    title="Были без записи",
    questions=(Question("people", "Кто был", "Кто ещё был?", Several(source="people")),),
    straight=True,
)
