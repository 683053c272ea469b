"""What the bot counts for people: of one's own school, within the quarter, of what was really at work."""

from typing import Final

from tests.mutants.mutant import Mutant

FIGURES: Final = ("tests/storage/test_figures.py",)
REPORT: Final = ("tests/handlers/test_monitoring.py",)
FORM: Final = ("tests/domain/test_monitoring.py",)

GUARDS: Final = (
    Mutant(
        "a draft given up was never at work",
        "storage/pairs.py",
        "(p.state <> 'stopped' OR EXISTS (",
        "(p.state <> 'nothing' OR EXISTS (",
        FIGURES,
    ),
    Mutant(
        "partners are those of one's own school",
        "storage/figures.py",
        "FROM partners WHERE school_id = :school AND gives_mentors = 1",
        "FROM partners WHERE :school > 0 AND gives_mentors = 1",
        FIGURES,
    ),
    Mutant(
        "a partner of two agreements is one",
        "storage/figures.py",
        "count(DISTINCT fold(name))",
        "count(*)",
        FIGURES,
    ),
    Mutant(
        "an agreement that ended before the quarter gave no mentors in it",
        "storage/figures.py",
        "coalesce(ended_on, :since) >= :since",
        "1 = 1",
        FIGURES,
    ),
    Mutant(
        "a school without a list of partners is not measured against it",
        "storage/figures.py",
        "EXISTS (SELECT 1 FROM partners WHERE school_id = :school) AS partners_kept",
        "1 AS partners_kept",
        FIGURES,
    ),
    Mutant(
        "reasons offered are those of one's own school",
        "storage/figures.py",
        "FROM pairs p WHERE school_id = :school AND state = 'stopped' AND {WORKED}\n    AND",
        "FROM pairs p WHERE :school > 0 AND state = 'stopped' AND {WORKED}\n    AND",
        FIGURES,
    ),
    Mutant(
        "reasons of the quarter are one tap",
        "storage/figures.py",
        '        found["stop_reason"] =',
        '        found["unasked"] =',
        REPORT,
    ),
    Mutant(
        "partners of the quarter are one tap",
        "storage/figures.py",
        '("partners_kept", PARTNERS), ',
        "",
        REPORT,
    ),
    Mutant(
        "young specialists with a mentor are one tap",
        "domain/forms/monitoring.py",
        "        default=_taught,\n",
        "",
        (*REPORT, *FORM),
    ),
    Mutant(
        "no more young specialists have a mentor than there are",
        "domain/forms/monitoring.py",
        'return min(_number(facts.known.get(TAUGHT)), _number(answers.get("young")))',
        "return _number(facts.known.get(TAUGHT))",
        FORM,
    ),
    Mutant(
        "words are agreed to as they can be read",
        "views/questions.py",
        "    lines += _in_full(sheet, at)\n",
        "",
        ("tests/views/test_questions.py",),
    ),
)
