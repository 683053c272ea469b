"""Guards of the year's board: scope, who owes what, and that the numbers add up."""

from tests.mutants.mutant import Mutant

STORED = "tests/storage/test_control.py"
ASKED = "tests/handlers/test_control.py"
GUARDS: tuple[Mutant, ...] = (
    Mutant(
        "a coordinator's board holds their school alone",
        "storage/control_sources.py",
        " AND (:school IS NULL OR s.id = :school) ORDER BY",
        " ORDER BY",
        (f"{STORED}::test_a_coordinators_board_holds_their_school_alone",),
    ),
    Mutant(
        "only the department looks at all schools",
        "handlers/control.py",
        "ours = (Acts(Role.DEPARTMENT), Private())",
        "ours = (Acts(*Role), Private())",
        (f"{ASKED}::test_only_the_department_looks_at_all_schools",),
    ),
    Mutant(
        "a school that came after a date does not owe it",
        "storage/control.py",
        'moment(row["created_at"]) < max(ends_at, due.ends_at)',
        "True",
        (f"{STORED}::test_a_school_that_came_after_a_date_is_not_asked_for_it",),
    ),
    Mutant(
        "a date that had passed before it was in force asks nothing",
        "storage/control.py",
        "in_time and due.since <= max(until, due.effective)",
        "in_time",
        (f"{STORED}::test_a_date_that_had_passed_when_its_year_was_put_in_force_asks_nothing",),
    ),
    Mutant(
        "a school that left stands on the board only with what it had filed",
        "storage/control.py",
        'if not row["has_left"] or any(',
        "if True or any(",
        (f"{STORED}::test_a_school_that_left_stands_on_the_board_only_with_what_it_had_filed",),
    ),
    Mutant(
        "an agreement to an older paper is none",
        "storage/control.py",
        "if word and word.verdict is not Verdict.ACCEPTED:",
        "if False:",
        (f"{STORED}::test_an_agreement_to_an_older_paper_is_none",),
    ),
    Mutant(
        "only what is expected is counted, so that no share is over a hundred percent",
        "domain/timeliness.py",
        "if not cell.dated or not cell.expected:",
        "if not cell.dated:",
        ("tests/domain/test_timeliness.py",),
    ),
)
