"""Guards of the half-year's assessment: the rule of five, whose it is, and that every period finds its form."""

from typing import Final

from tests.mutants.mutant import Mutant

ASKED: Final = "tests/handlers/test_quality.py"
FORM: Final = "tests/domain/test_quality.py"
COUNTED: Final = "tests/domain/test_counted.py"
PAPER: Final = "tests/paperwork/test_quality_note.py"
GUARDS: Final = (
    Mutant(
        "a figure typed by hand does not differ from what is counted by one to four people",
        "domain/counted.py",
        "    if known is not None and 0 < abs(",
        "    if False and 0 < abs(",
        (COUNTED,),
    ),
    Mutant(
        "goals typed by hand are surely of five pairs",
        "domain/counted.py",
        "    return TOO_FEW.format(kind.least) if own[-1] < kind.least else None\n",
        "    return None\n",
        (COUNTED,),
    ),
    Mutant(
        "a figure that tells on a few is not filed",
        "domain/forms/quality.py",
        "        *(gives_away(question) for question in (*RISES, *SATISFIED, *GOOD)),\n",
        "",
        (FORM,),
    ),
    Mutant(
        "means and shares typed by hand are of five people too",
        "domain/counted.py",
        "if int(text) < LEAST:",
        "if False:",
        (COUNTED,),
    ),
    Mutant(
        "a part is no larger than its whole",
        "domain/counted.py",
        "or int(found[0]) > whole:",
        "or False:",
        (COUNTED,),
    ),
    Mutant(
        "a mean that is not told is not offered",
        "domain/quality.py",
        "if growth.before is None or growth.after is None:",
        "if False:",
        (f"{FORM}::test_the_bot_gives_what_five_people_said_and_nothing_of_fewer",),
    ),
    Mutant(
        "a share of nobody is not offered",
        "domain/quality.py",
        "if share.yes is None or share.counted < LEAST:",
        "if False:",
        (f"{FORM}::test_the_bot_gives_what_five_people_said_and_nothing_of_fewer",),
    ),
    Mutant(
        "only one's own school is counted",
        "storage/quality.py",
        "zone, school_id)\n    ends",
        "zone)\n    found = type(found)({school_id: found.together}, found.together)\n    ends",
        (f"{ASKED}::test_only_ones_own_school_and_this_half_year_are_counted",),
    ),
    Mutant(
        "last half-year's counts are not taken for this one's",
        "handlers/quality.py",
        'if key not in COUNTED and key != "why"',
        "if key",
        (f"{ASKED}::test_last_half_years_counts_are_not_offered_again",),
    ),
    Mutant(
        "a number of one's own is questioned where the bot has counted another",
        "domain/forms/quality.py",
        "if known is None or known == said:",
        "if True:",
        (f"{FORM}::test_a_number_of_ones_own_is_questioned_where_the_bot_has_counted_another",),
    ),
    Mutant(
        "what is skipped says why",
        "domain/forms/quality.py",
        'return any(answers.get(key, "") is None for key in COUNTED)',
        "return False",
        (f"{FORM}::test_one_by_one_a_skipped_count_asks_for_its_reason_and_none_is_asked_where_all_are_given",),
    ),
    Mutant(
        "a mean of all weighs each school by its people",
        "domain/half_year.py",
        "getattr(one, end) * one.pairs for one",
        "getattr(one, end) * pairs // len(found) for one",
        ("tests/domain/test_half_year.py",),
    ),
    Mutant(
        "the note is the department's",
        "handlers/quality.py",
        "department = (Acts(Role.DEPARTMENT), Private())",
        "department = (Acts(*Role), Private())",
        (f"{ASKED}::test_the_note_and_the_board_are_the_departments_alone",),
    ),
    Mutant(
        "there is no note of a half-year that never was",
        "handlers/quality.py",
        "if args[0] not in await board.periods(case.db, QUALITY):",
        "if False:",
        (f"{ASKED}::test_half_years_that_never_were_are_not_found",),
    ),
    Mutant(
        "whoever owes a half-year is reminded of it as of a quarter",
        "storage/debts.py",
        '        "form": None,\n',
        '        "form": "monitoring",\n',
        (f"{ASKED}::test_whoever_owes_a_half_year_is_reminded_until_it_is_filed",),
    ),
    Mutant(
        "the button of a reminder opens the form of its own period",
        "handlers/snoozing.py",
        "reporting.of(args[1]).key",
        '"monitoring"',
        (f"{ASKED}::test_the_button_of_a_reminder_opens_its_own_form",),
    ),
    Mutant(
        "how far a draft is is counted by its own form",
        "storage/debts.py",
        'reporting.FORMS[row["form"]]',
        'reporting.FORMS["monitoring"]',
        (f"{ASKED}::test_a_draft_counts_its_own_questions",),
    ),
    Mutant(
        "a half-year that was over before its form came asks nothing",
        "storage/migrations/0005_mentors.sql",
        "UPDATE deadlines SET since = max(since, date('now')) WHERE form = 'quality';",
        "",
        (
            "tests/storage/test_migrations.py::test_a_half_year_that_was_over_before_its_form_came_asks_nothing_of_anybody",
        ),
    ),
)
