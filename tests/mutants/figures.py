"""What the bot counts for people: of one's own school, within the quarter, of what was really at work."""

from typing import Final

from tests.mutants.mutant import Mutant

FIGURES: Final = ("tests/storage/test_figures.py",)
REPORT: Final = ("tests/handlers/test_monitoring.py",)
FORM: Final = ("tests/domain/test_monitoring.py",)

YEAR: Final = ("tests/mentoring_year/test_mentoring_year.py",)

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
    Mutant(
        "a meeting taken back is not counted",
        "storage/figures.py",
        "     AND t.undone_at IS NULL AND t.held_on",
        "     AND t.held_on",
        YEAR,
    ),
    Mutant(
        "somebody with two mentors is one mentee",
        "storage/figures.py",
        "count(DISTINCT pm.mentee_id) FROM pair_mentees pm JOIN working w ON w.id = pm.pair_id) AS mentees",
        "count(*) FROM pair_mentees pm JOIN working w ON w.id = pm.pair_id) AS mentees",
        YEAR,
    ),
    Mutant(
        "a mentor of two pairs is one",
        "storage/figures.py",
        "(SELECT count(DISTINCT mentor_id) FROM working)",
        "(SELECT count(*) FROM working)",
        YEAR,
    ),
    Mutant(
        "a pair that pauses is still a pair",
        "storage/figures.py",
        "state IN ('active', 'paused')",
        "state IN ('active')",
        YEAR,
    ),
    Mutant(
        "what ended before the year is no pair of the year",
        "storage/stages.py",
        " AND (p.closed_on IS NULL OR p.closed_on >= :since)",
        "",
        YEAR,
    ),
    Mutant(
        "a pair has met lately by a meeting that stands",
        "storage/stages.py",
        "WHERE t.pair_id = p.id AND t.undone_at IS NULL) AS last",
        "WHERE t.pair_id = p.id) AS last",
        YEAR,
    ),
    Mutant(
        "a seminar that was called off has trained nobody",
        "storage/stages.py",
        "WHERE g.attended = 1 AND e.cancelled_at IS NULL",
        "WHERE g.signed_at IS NOT NULL",
        YEAR,
    ),
    Mutant(
        "a year is measured by the newest report of each school",
        "storage/indicators.py",
        "            newest |= await submissions.of(db, EVERYTHING, MONITORING.key, quarter)",
        "            newest = await submissions.of(db, EVERYTHING, MONITORING.key, quarter) | newest",
        YEAR,
    ),
    Mutant(
        "nobody has more mentees among its pupils than pupils",
        "domain/indicators.py",
        "sum(min(part, whole) for part, whole in pairs)",
        "sum(part for part, whole in pairs)",
        YEAR,
    ),
)
