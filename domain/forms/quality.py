"""The half-year assessment of a school's programmes: row 4.2 of the order.

What people have answered in the questionnaires is counted by the bot; the coordinator confirms it as a whole and adds
what no questionnaire says: weaknesses, opportunities, threats.
"""

from typing import Final

from domain import goals
from domain.counted import Rise, RiseKind, ShareKind, figure, tells_on
from domain.form import Answers, Check, Facts, Form, Option, Question
from domain.forms.swot import SWOT
from domain.growth import LEAST
from domain.kinds import One

SIDES: Final = {"mentee": "наставляемых", "mentor": "наставников"}
SCALES: Final = {"motivation": "Мотивация", "competence": "Умения", "profession": "Проф. рост"}
ASKED: Final = {
    "motivation": "Мотивация и личность {}: как изменилась оценка?",
    "competence": "Умения и знания {}: как изменилась оценка?",
    "profession": "Профессиональный рост {}: как изменилась оценка?",
}
HOW: Final = (
    "Среднее по шкале 1–10 до программы, после неё и сколько человек ответили оба раза. "
    "Например: 6,2 7,8 14. Бот считает сам, когда анкеты заполнены в нём."
)
STRENGTHS: Final = {  # by the side and the key of its yes-or-no question
    ("mentee", "go_on"): ("Хотят продолжать", "Сколько наставляемых хотят продолжать?"),
    ("mentee", "become_mentor"): ("Хотят стать наставником", "Сколько из них хотят стать наставником?"),
    ("mentee", "understood"): ("Поняли профессию", "Сколько лучше понимают будущую профессию?"),
    ("mentee", "interests"): ("Новые интересы", "У скольких появились новые интересы?"),
    ("mentee", "project"): ("Свой проект", "Сколько сделали свой проект?"),
    ("mentee", "marks"): ("Лучше отметки", "У скольких стали лучше отметки?"),
    ("mentor", "go_on"): ("Наставники продолжат", "Сколько наставников хотят продолжать?"),
}
WHY: Final = (
    Option("few", "Анкет меньше пяти"),
    Option("none", "Анкет «после» ещё нет"),
    Option("early", "Программы ещё идут"),
    Option("paper", "Анкеты пока на бумаге"),
)

RISES: Final = (
    *(
        Question(f"{side}_{scale}", f"{title} {whose}", ASKED[scale].format(whose), RiseKind(), help=HOW, optional=True)
        for side, whose in SIDES.items()
        for scale, title in SCALES.items()
    ),
    Question(
        "goals",
        "Цели пар",
        "Цели пар: как изменились оценки наставников?",
        RiseKind(example="6,2 7,8 24", unit="целей", least=(LEAST - 1) * goals.MOST + 1),  # fewer may be of four pairs
        help="Среднее по оценкам целей 1–10 в начале и в конце и сколько целей оценены оба раза.",
        optional=True,
    ),
)
SATISFIED: Final = tuple(
    Question(
        f"{side}_satisfied",
        title,
        f"Сколько {whose} довольны программой?",
        ShareKind(),
        help="Довольны: общая оценка 7 и выше в анкете «после». Из скольких ответивших, например: 12 из 15.",
        optional=True,
    )
    for (side, whose), title in zip(SIDES.items(), ("Довольны наставляемые", "Довольны наставники"), strict=True)
)
GOOD: Final = tuple(
    Question(f"{side}_{key}", title, text, ShareKind(), help="Сколько и из скольких ответивших.", optional=True)
    for (side, key), (title, text) in STRENGTHS.items()
)
COUNTED: Final = tuple(question.key for question in (*RISES, *SATISFIED, *GOOD))


def _uncounted(answers: Answers) -> bool:
    return any(answers.get(key, "") is None for key in COUNTED)


QUESTIONS: Final = (
    *RISES,
    *SATISFIED,
    *GOOD,
    Question(
        "why",
        "Почему не всё посчитано",
        "Посчитано не всё. Почему?",
        One(WHY),
        help="Управление увидит причину рядом с пропущенными ответами.",
        when=_uncounted,
    ),
    *SWOT,
)
TITLES: Final = {question.key: question.title for question in QUESTIONS}


def gives_away(question: Question) -> Check:
    """Typed by hand, a figure must not tell how one to four people have answered."""

    def fault(answers: Answers, facts: Facts) -> str | None:
        assert isinstance(question.kind, RiseKind | ShareKind)
        why = tells_on(question.kind, facts.known.get(question.key), answers[question.key])
        return f"{question.title}: {why[:1].lower()}{why[1:]}" if why else None

    return Check(f"few.{question.key}", (question.key,), fault, hard=True)


def differs(question: Question) -> Check:
    """From what the bot has counted."""

    def fault(answers: Answers, facts: Facts) -> str | None:
        known, said = facts.known.get(question.key), answers[question.key]
        if known is None or known == said:
            return None
        counted, told = (question.kind.show(value, facts) for value in (known, said))
        return f"{question.title}: посчитано {counted}, в отчёте {told}. Исправить?"

    return Check(f"counted.{question.key}", (question.key,), fault)


def falls(question: Question) -> Check:
    """Typed by hand, before and after are easily put the wrong way round."""

    def fault(answers: Answers, facts: Facts) -> str | None:
        found = Rise.of(answers[question.key])
        if found is None or facts.known.get(question.key) is not None or found.change >= 0:
            return None
        return f"{question.title}: было {figure(found.before)}, стало {figure(found.after)}, то есть ниже. Верно?"

    return Check(f"falls.{question.key}", (question.key,), fault)


QUALITY: Final = Form(
    key="quality",
    version=1,
    title="Оценка качества программ",
    questions=QUESTIONS,
    checks=(
        *(gives_away(question) for question in (*RISES, *SATISFIED, *GOOD)),
        *(differs(question) for question in (*RISES, *SATISFIED, *GOOD)),
        *(falls(question) for question in RISES),
    ),
    verb="Отправить",
    row="4.2",
    whole="Всё сразу, как посчитано",
)
