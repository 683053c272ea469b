"""The quarterly monitoring of a school: row 4.1 of the order."""

from collections.abc import Callable, Mapping

from domain.form import Answers, Check, Facts, Form, Question, Value
from domain.forms.registry import STOP_REASONS
from domain.kinds import Number, Text, YesNo

JUMP = 0.5  # a change by more than this share of the last value is asked about
JUMP_FROM = 5  # and by at least this many: 1 → 2 is no surprise
TAUGHT = "taught"  # teachers who are mentees of teachers now: no question of the form, but known


def positive(*keys: str) -> Callable[[Answers], bool]:
    return lambda answers: any(_number(answers.get(key)) > 0 for key in keys)


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0


def stopped_because(counts: Mapping[str, int]) -> str | None:
    """Why pairs ended early, in the words of the registry: how many for which reason (by its key), the most frequent
    first. None where nothing is known."""
    order = {reason.value: place for place, reason in enumerate(STOP_REASONS)}
    known = sorted((key for key in counts if key in order), key=lambda key: (-counts[key], order[key]))
    words = {reason.value: reason.label[0].lower() + reason.label[1:] for reason in STOP_REASONS}
    return ", ".join(f"{words[key]} ({counts[key]})" if counts[key] > 1 else words[key] for key in known) or None


def _taught(answers: Answers, facts: Facts) -> Value:
    """Teachers with a mentor are mostly the young ones; a guess, so it is never copied."""
    return min(_number(facts.known.get(TAUGHT)), _number(answers.get("young")))


QUESTIONS = (
    Question(
        "pupils",
        "Учеников 10–19 лет",
        "Сколько в школе учеников от 10 до 19 лет?",
        Number(max=5000),
        help="По спискам школы на дату отчёта. От этого числа считается доля наставляемых.",
    ),
    Question(
        "mentees",
        "Наставляемых",
        "Сколько наставляемых в парах и группах сейчас?",
        Number(max=5000),
        help="Один человек считается один раз, даже если у него два наставника.",
    ),
    Question("mentors", "Наставников", "Сколько у них наставников?", Number(max=2000)),
    Question(
        "mentor_pupils",
        "Наставников-учеников",
        "Сколько из наставников – ученики 15–19 лет?",
        Number(max=2000),
        when=positive("mentors"),
    ),
    Question("pairs", "Пар и групп", "Сколько пар и групп работает сейчас?", Number(max=2000)),
    Question("begun", "Новых за квартал", "Сколько пар и групп создано за квартал?", Number(max=2000)),
    Question("completed", "Завершено", "Сколько пар и групп завершили программу за квартал?", Number(max=2000)),
    Question("stopped", "Прекращено досрочно", "Сколько прекращено досрочно?", Number(max=2000)),
    Question(
        "stop_reason",
        "Причина прекращения",
        "Почему прекращены? Коротко, без имён.",
        Text(max=300, about_mentee=True, example="сменился график работы наставника"),
        when=positive("stopped"),
    ),
    Question(
        "meetings",
        "Встреч за квартал",
        "Сколько встреч прошло за квартал?",
        Number(max=20000),
        when=positive("pairs", "completed", "stopped"),
        help="Бот считает встречи, которые отметили наставники.",
    ),
    Question(
        "young",
        "Молодых специалистов",
        "Сколько в школе молодых специалистов (стаж до 3 лет)?",
        Number(max=500),
    ),
    Question(
        "young_mentees",
        "Из них наставляемых",
        "У скольких из них есть наставник?",
        Number(max=500),
        when=positive("young"),
        default=_taught,
    ),
    Question(
        "partners",
        "Предприятий-партнёров",
        "Сколько предприятий и организаций дали наставников?",
        Number(max=200),
    ),
    Question(
        "publications",
        "Публикаций",
        "Сколько публикаций о наставничестве вышло за квартал?",
        Number(max=500),
        help="Сайт школы, сообщества, местная пресса: всё, на что можно дать ссылку.",
    ),
    Question("trouble", "Есть трудности", "Есть трудности, о которых стоит знать управлению?", YesNo()),
    Question(
        "trouble_text",
        "Какие трудности",
        "Какие? Коротко, без имён.",
        Text(max=500, about_mentee=True, example="не хватает наставников от предприятий"),
        when=lambda answers: answers.get("trouble") is True,
        optional=True,
    ),
)

# What the bot counts by itself, and where: in the registry of pairs, of partners, in the log of publications.
PAIRS = ("mentees", "mentors", "mentor_pupils", "pairs", "begun", "completed", "stopped", "meetings")
PARTNERS = ("partners",)
LOGGED = ("publications",)
REGISTRY = PAIRS + PARTNERS + LOGGED
WHERE = dict.fromkeys(PARTNERS, "в реестре партнёров") | dict.fromkeys(LOGGED, "в журнале")


def differs_from_registry(key: str, title: str) -> Check:
    where = WHERE.get(key, "в реестре")

    def fault(answers: Answers, facts: Facts) -> str | None:
        known, said = facts.known.get(key), answers[key]
        if known is None or known == said:
            return None
        return f"{title}: {where} {known}, в отчёте {said}. Исправить?"

    return Check(f"registry.{key}", (key,), fault)


def jumps(key: str, title: str) -> Check:
    def fault(answers: Answers, facts: Facts) -> str | None:
        was, now = facts.last.get(key), answers[key]
        if not isinstance(was, int) or not isinstance(now, int) or facts.known.get(key) is not None:
            return None
        if abs(now - was) < JUMP_FROM or abs(now - was) <= JUMP * max(was, 1):
            return None
        return f"{title}: было {was}, стало {now}. Верно?"

    return Check(f"jump.{key}", (key,), fault)


def at_most(part: str, part_title: str, whole: str, whole_title: str) -> Check:
    def fault(answers: Answers, facts: Facts) -> str | None:
        a, b = answers[part], answers[whole]
        if _number(a) <= _number(b):
            return None
        return f"{part_title}: {a}, а «{whole_title}»: {b}. Часть не может быть больше целого."

    return Check(f"most.{part}", (part, whole), fault, hard=True)


def _people_in_pairs(answers: Answers, facts: Facts) -> str | None:
    if _number(answers["pairs"]) and not (_number(answers["mentees"]) and _number(answers["mentors"])):
        return (
            f"Пар и групп {answers['pairs']}, а наставляемых {answers['mentees']} "
            f"и наставников {answers['mentors']}. Если пары есть, есть и люди в них."
        )
    return None


def _begun(answers: Answers, facts: Facts) -> str | None:
    alive = sum(_number(answers[key]) for key in ("pairs", "completed", "stopped"))
    if _number(answers["begun"]) <= alive:
        return None
    return f"Создано за квартал {answers['begun']}, а работает, завершено и прекращено вместе только {alive}."


def _idle(answers: Answers, facts: Facts) -> str | None:
    if _number(answers["mentees"]) and answers["pairs"] == 0:
        return f"Наставляемых {answers['mentees']}, а пар и групп 0. Верно?"
    return None


def _silent(answers: Answers, facts: Facts) -> str | None:
    if _number(answers["pairs"]) and answers["meetings"] == 0:
        return f"Пар и групп {answers['pairs']}, а встреч за квартал 0. Верно?"
    return None


TITLES = {question.key: question.title for question in QUESTIONS}
MONITORING = Form(
    key="monitoring",
    version=1,
    title="Мониторинг",
    questions=QUESTIONS,
    checks=(
        at_most("mentor_pupils", TITLES["mentor_pupils"], "mentors", TITLES["mentors"]),
        at_most("young_mentees", TITLES["young_mentees"], "young", TITLES["young"]),
        Check("people", ("mentees", "mentors", "pairs"), _people_in_pairs, hard=True),
        Check("begun", ("pairs", "begun", "completed", "stopped"), _begun, hard=True),
        *(differs_from_registry(key, TITLES[key]) for key in REGISTRY),
        *(jumps(key, TITLES[key]) for key in ("pupils", "mentees", "mentors", "pairs", "young", "partners")),
        Check("idle", ("mentees", "pairs"), _idle),
        Check("silent", ("pairs", "meetings"), _silent),
    ),
    verb="Отправить",
    row="4.1",
)
