"""The short forms of the review: sending questions back, opening an accepted report again, a school's own date."""

from collections.abc import Callable
from datetime import date, timedelta

from domain.form import Answers, Facts, Form, Question, Value
from domain.kinds import Day, One, Several, Text

ABOUT = "about."  # and a question's key: what is to be corrected there
CHECK = "Проверьте, пожалуйста"


def returning(form: Form) -> Form:
    """The form by which answers of another form are sent back: which questions, and a comment to each of them.
    `options["questions"]` of its facts are the questions that were answered."""
    chosen = Question(
        "questions",
        "Вопросы",
        "Какие ответы нужно исправить? Отметьте все.",
        Several(source="questions"),
    )
    comments = (
        Question(
            ABOUT + question.key,
            question.title,
            f"Что исправить: «{question.title}»?",
            Text(max=300, about_mentee=True, example="в реестре 14 пар, в отчёте 12"),
            when=_picked(question.key),
            default=_check,
        )
        for question in form.questions
    )
    return Form(
        key=f"return.{form.key}",
        version=form.version,
        title="Вернуть на исправление",
        questions=(chosen, *comments),
        verb="Вернуть",
    )


def remarks(answers: Answers) -> dict[str, str]:
    """The comment to each chosen question, from a filled form of `returning`."""
    picked = answers["questions"]
    return {key: str(answers[ABOUT + key]) for key in picked} if isinstance(picked, list) else {}


def soon(today: date) -> tuple[date, ...]:
    return tuple(today + timedelta(days=n) for n in (3, 7, 14))


def _picked(key: str) -> Callable[[Answers], bool]:
    def picked(answers: Answers) -> bool:
        found = answers.get("questions")
        return isinstance(found, list) and key in found

    return picked


def _check(answers: Answers, facts: Facts) -> Value:
    return CHECK


def _wished(key: str) -> Callable[[Answers, Facts], Value]:
    """What the school asked for, where it did."""
    return lambda answers, facts: facts.known.get(f"wished.{key}")


def _why(text: str, example: str, default: Callable[[Answers, Facts], Value] | None = None) -> Question:
    return Question("reason", "Причина", text, Text(max=300, about_mentee=True, example=example), default=default)


REOPEN = Form(
    key="reopen",
    version=1,
    title="Открыть отчёт снова",
    questions=(_why("Почему отчёт нужно открыть снова? Школа увидит причину.", "школа нашла ошибку в числе пар"),),
    straight=True,
)

ASK_BACK = Form(
    key="ask_back",
    version=1,
    title="Попросить вернуть отчёт",
    questions=(_why("Что нужно исправить? Управление увидит причину.", "ошиблись в числе встреч"),),
    straight=True,
)

DAY = Day(back=0, ahead=200, buttons=soon, coming=True, after="due")

EXTENSION = Form(
    key="extension",
    version=1,
    title="Продлить срок школе",
    questions=(
        Question("day", "Новый срок", "До какого дня продлить? Только этой школе.", DAY, default=_wished("day")),
        _why("Почему? Школа увидит причину.", "куратор на больничном", _wished("reason")),
    ),
    verb="Продлить",
)

WISH = Form(
    key="wish",
    version=1,
    title="Попросить продление",
    questions=(
        Question("day", "Срок", "До какого дня нужно продление?", DAY),
        _why("Почему не получилось вовремя?", "куратор был на больничном"),
    ),
    verb="Попросить",
)

DECLINE = Form(
    key="decline",
    version=1,
    title="Отказать в продлении",
    questions=(_why("Почему продления не будет? Школа увидит ответ.", "сводный отчёт уже отправлен"),),
    straight=True,
)


def _reported(answers: Answers, facts: Facts) -> Value:
    return "Сводка уже отправлена"


CLOSE = Form(
    key="close",
    version=1,
    title="Закрыть период",
    questions=(
        _why("Почему период закрывается? Не сдавшие школы увидят причину.", "сводка уже отправлена", _reported),
    ),
    verb="Закрыть период",
)

FIND = Form(
    key="review_find",
    version=1,
    title="Найти отчёт",
    questions=(Question("school", "Школа", "Чей отчёт открыть? Напишите номер или начало.", One(source="schools")),),
    straight=True,
)
