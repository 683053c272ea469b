"""Forms of the contest of best practices (row 3.3)."""

from collections.abc import Callable

from domain.contests import MOST_FILES
from domain.form import Answers, Form, Question
from domain.kinds import Day, Paper, Several, Text

CONTEST = Form(
    key="contest",
    version=1,
    title="Конкурс практик",
    questions=(
        Question(
            "title",
            "Название",
            "Как называется конкурс?",
            Text(max=120, min=3, example="Лучшие практики наставничества"),
        ),
        Question(
            "about",
            "О чём",
            "Что нужно прислать и кого вы ждёте?",
            Text(max=1500, example="Опишите практику на 1–2 страницах и приложите план."),
            optional=True,
        ),
        Question(
            "criteria",
            "Критерии",
            "По каким критериям оценивать? Каждый с новой строки, не больше десяти.",
            Text(max=800, min=2, example="Новизна\nРезультат\nМожно повторить в другой школе"),
            help="Член жюри поставит по каждому от 0 до 10.",
        ),
        Question("ends_on", "Приём до", "Последний день приёма заявок?", Day(back=0, ahead=500)),
    ),
)


def _after(key: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get(key) is not None


ENTRY = Form(
    key="contest-entry",
    version=1,
    title="Заявка на конкурс",
    questions=(
        Question(
            "title",
            "Практика",
            "Как называется практика?",
            Text(max=120, min=3, about_mentee=True, example="Проектная пара: от идеи до защиты"),
        ),
        Question(
            "about",
            "О практике",
            "Опишите её коротко: для кого, что делали, что получилось. Без имён детей.",
            Text(
                max=1500, min=10, about_mentee=True, example="Пары готовили проекты весь год, 9 из 12 дошли до защиты"
            ),
        ),
        Question("file1", "Файл 1", "Пришлите описание или презентацию.", Paper()),
        *(
            Question(
                f"file{n}",
                f"Файл {n}",
                f"Ещё файл? Можно до {MOST_FILES}.",
                Paper(),
                optional=True,
                when=_after(f"file{n - 1}"),
            )
            for n in range(2, MOST_FILES + 1)
        ),
    ),
    verb="Подать заявку",
    row="3.3",
)

JURY = Form(
    key="contest-jury",
    version=1,
    title="Жюри конкурса",
    questions=(Question("people", "Жюри", "Кто в жюри? Свою школу никто не оценивает.", Several(source="people")),),
)

AGAIN = Form(
    key="contest-again",
    version=1,
    title="Вернуть на оценку",
    questions=(
        Question(
            "reason",
            "Причина",
            "Почему оценка открывается снова? Причина останется в истории.",
            Text(max=300, min=3, example="в протоколе нашли ошибку"),
        ),
    ),
    verb="Открыть оценку снова",
)
