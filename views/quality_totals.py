"""The half-year of all schools in numbers (row 4.2), as sheets of a table."""

from collections.abc import Sequence
from typing import Final

from domain import half_year
from domain.counted import figure
from domain.forms.quality import GOOD, RISES, SATISFIED
from domain.growth import LEAST
from domain.submissions import Submission
from views.spreadsheets import Column, Sheet

HOW: Final = (
    "Рост: среднее по шкале 1–10 до и после, только по тем, кто ответил оба раза.",
    "Среднее по всем школам: у каждой школы вес по числу её анкет; пропущенный вопрос ничего не добавляет.",
    "Довольны: общая оценка 7 и выше в анкете «после», из тех, кто её поставил.",
    "Сильные стороны: сколько ответили «да», из тех, кто ответил на вопрос.",
    f"Меньше {LEAST} ответов в отчёт не берут, чтобы никого нельзя было узнать.",
    "Слабые стороны, возможности и риски: сколько школ отметили; одна школа отмечает несколько.",
)


def sheets(filed: Sequence[Submission]) -> tuple[Sheet, ...]:
    """Growth, shares and what schools have ticked."""
    answers = half_year.answers(filed)
    rises = [
        (q.title, one.before / 10, one.after / 10, one.change / 10, one.pairs, half_year.answered(answers, q.key))
        for q in RISES
        if (one := half_year.rise(answers, q.key))
    ]
    shares = [
        (q.title, said.part, said.whole, round(100 * said.part / said.whole, 1), half_year.answered(answers, q.key))
        for q in (*SATISFIED, *GOOD)
        if (said := half_year.share(answers, q.key))
    ]
    ticks = [
        (question.title, label, many)
        for question, _ in half_year.lists()
        for label, many in half_year.ticked(answers, question)
    ]
    words = [
        (one.school, question.title, str(one.answers[own]))
        for question, own in half_year.lists()
        for one in filed
        if one.answers.get(own)
    ]
    return (
        Sheet("Рост", _columns("Показатель", "До", "После", "Изменение", "Анкет", "Школ"), rises),
        Sheet("Доли", _columns("Показатель", "Да", "Ответили", "Доля, %", "Школ"), shares),
        Sheet("SWOT", _columns("Раздел", "Отметили", "Школ"), ticks),
        Sheet("Своими словами", _columns("Школа", "Раздел", "Слова"), words),
    )


def change(tenths: int) -> str:
    """«+1,6», «−0,3», «0,0»."""
    sign = "+" if tenths > 0 else "−" if tenths < 0 else ""
    return f"{sign}{figure(abs(tenths))}"


def _columns(*titles: str) -> tuple[Column, ...]:
    return tuple(Column(title) for title in titles)
