"""Results of the questionnaires as .xlsx: changes, yes and no, and how it was counted."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Final

from domain import questionnaires
from domain.growth import LEAST, Growth
from domain.periods import Period
from domain.registry import School
from domain.results import Outcome, Results, Share
from views import spreadsheets, words
from views.growth_words import OF_SIDE, SAID_YES, SCALES, number, scale
from views.spreadsheets import Column, Sheet, Value

ALL: Final = "Все школы вместе"
CHANGES: Final = (
    "Школа", "Кто", "Вопрос", "До и после", "Только одна анкета", "Посчитано", "До", "После", "Изменение", "Разброс",
    "Больше случайного",
)  # fmt: skip
ANSWERS: Final = ("Школа", "Кто", "Вопрос", "Ответили", "Посчитано", "Да", "Да, %")


def table(
    period: Period, schools: Sequence[School], results: Results, town: bool, now: datetime, zone: tzinfo
) -> bytes:
    """Two sheets and a note; with `town` the sum of all schools stands first."""
    of: list[tuple[str, Outcome]] = [(ALL, results.together)] if town else []
    of += [(one.name, results.of(one.id)) for one in schools]
    changes = Sheet("Изменения", [Column(title) for title in CHANGES], _changes(of), frozen=3)
    answers = Sheet("Ответы", [Column(title) for title in ANSWERS], _answers(of), frozen=3)
    return spreadsheets.workbook((changes, answers), _note(period, town, now, zone), zone)


def _changes(of: Sequence[tuple[str, Outcome]]) -> list[list[Value]]:
    return [
        [name, OF_SIDE[side], scale(side, key), *_change(outcome.scales[side, key])]
        for name, outcome in of
        for side in OF_SIDE
        for key in SCALES
        if (side, key) in outcome.scales
    ]


def _change(one: Growth) -> list[Value]:
    said = "" if one.change is None else "да" if one.clear else "нет"
    figures = [number(each) for each in (one.before, one.after, one.change, one.spread)]
    return [one.paired, one.unpaired, one.counted, *figures, said]


def _answers(of: Sequence[tuple[str, Outcome]]) -> list[list[Value]]:
    return [
        [name, OF_SIDE[side], title, *_answer(outcome.shares[side, key])]
        for name, outcome in of
        for side in OF_SIDE
        for key, title in SAID_YES.items()
        if (side, key) in outcome.shares
    ]


def _answer(one: Share) -> list[Value]:
    percent = None if one.yes is None else number(100 * one.yes / one.counted)
    return [one.answered, one.counted, one.yes, percent]


def _note(period: Period, town: bool, now: datetime, zone: tzinfo) -> list[str]:
    lines = [
        f"Итоги анкет до и после, {words.period(period.key)}. Составлено {words.moment(now, zone)}.",
        "Оценки от 1 до 10. До и после сравниваются ответы одного и того же человека в одной и той же паре: "
        "изменение – это разность двух его оценок, затем среднее по людям.",
        "Анкеты относятся к тому дню, когда заполнена вторая из двух. Кто заполнил только одну, не сравнивается: "
        "сколько таких, сказано в столбце «Только одна анкета».",
        "Разброс – выборочное стандартное отклонение изменений. «Больше случайного» – среднее изменение больше двух "
        "своих стандартных ошибок (разброс, делённый на корень из числа посчитанных).",
        "Желание учиться, умения и профессия: один и тот же вопрос дважды. В остальных вопросах «до» – чего человек "
        "ждал, «после» – что получил.",
        f"Удовлетворены: кто после оценил программу в целом на {questionnaires.SATISFIED} и больше.",
        f"Правило пяти: ответы одной школы за полугодие входят в итог частями не меньше чем от {LEAST} разных людей, "
        "в том порядке, в котором приходили. Поэтому ни в какой день, ни по какому периоду, ни вычитанием одного числа "
        "из другого нельзя узнать ответы меньше чем пяти человек. Пустые клетки – таких ответов пока мало.",
        "Числа округлены до десятых, половина вверх. Изменение округлено само, а не как разность округлённых.",
    ]
    if town:
        lines.append(
            f"Остатки школ входят в строку «{ALL}» после конца полугодия, если вместе в них не меньше {LEAST} человек."
        )
    return lines
