"""What the schools keep: partners, materials, publications, faults. Each school its own, nothing twice, nothing lost."""

from typing import Final

from tests.mutants.mutant import Mutant

PARTNERS: Final = ("tests/handlers/test_partners.py",)
REMINDERS: Final = ("tests/scheduler/test_partner_reminders.py",)
LIBRARY: Final = ("tests/handlers/test_library.py",)
PUBLICATIONS: Final = ("tests/handlers/test_publications.py",)
NAVIGATOR: Final = ("tests/handlers/test_navigator.py",)

GUARDS: Final = (
    Mutant(
        "another school's agreement is not found",
        "storage/partners.py",
        "WHERE p.id = :id AND (:school IS NULL OR p.school_id = :school)",
        "WHERE p.id = :id AND (:school IS NULL OR 1 = 1)",
        PARTNERS,
    ),
    Mutant(
        "a list shows one's own agreements alone",
        "storage/partners.py",
        "FROM {FROM} WHERE (:school IS NULL OR p.school_id = :school)\n            AND s.archived",
        "FROM {FROM} WHERE (:school IS NULL OR 1 = 1)\n            AND s.archived",
        PARTNERS,
    ),
    Mutant(
        "a change is made on the agreement as it was loaded",
        "storage/partners.py",
        "WHERE id = :id AND revision = :revision",
        "WHERE id = :id AND :revision > 0",
        PARTNERS,
    ),
    Mutant(
        "a form fills in the card as it was opened",
        "handlers/partner_forms.py",
        "        revision != partner.revision\n        or ended",
        "        ended",
        PARTNERS,
    ),
    Mutant(
        "the same agreement is written down once",
        "handlers/partner_forms.py",
        "    if await partners.namesake(",
        "    if False and await partners.namesake(",
        PARTNERS,
    ),
    Mutant(
        "a list is confirmed as it was seen",
        "handlers/partners.py",
        "    if args[0] != period or args[1] != rules.fingerprint(mine):",
        "    if args[0] != period:",
        PARTNERS,
    ),
    Mutant(
        "a quarter is confirmed once",
        "storage/confirmations.py",
        "ON CONFLICT (school_id, period) DO NOTHING",
        "ON CONFLICT (school_id, period) DO UPDATE SET at = excluded.at",
        PARTNERS,
    ),
    Mutant(
        "the button of a message acts in the post it was for",
        "handlers/acting.py",
        "    post = next((one for one in case.person.posts if one.id == post_id), None)\n",
        "    post = case.person.post\n",
        (*PARTNERS, *NAVIGATOR),
    ),
    Mutant(
        "an end is told of once, whatever the outbox has forgotten",
        "scheduler/partners.py",
        "    await partners.told(db, [one for one in due if one.school_id in heard], today)\n",
        "",
        REMINDERS,
    ),
    Mutant(
        "what nobody heard stays to be told",
        "scheduler/partners.py",
        "[one for one in due if one.school_id in heard]",
        "due",
        REMINDERS,
    ),
    Mutant(
        "each hears of their own school",
        "scheduler/partners.py",
        ' for one in due if one.school_id == row["school_id"]]',
        " for one in due]",
        REMINDERS,
    ),
    Mutant(
        "nobody is told on a day off",
        "domain/partners.py",
        "    if calendar.is_off(today):\n        return None\n",
        "",
        REMINDERS,
    ),
    Mutant(
        "a material is withdrawn by its own school",
        "storage/materials.py",
        "withdrawn_at IS NULL\n           AND coalesce(school_id, 0) = coalesce(:school, 0)",
        "withdrawn_at IS NULL\n           AND (1 = 1 OR :school = 0)",
        LIBRARY,
    ),
    Mutant(
        "a withdrawn material is seen by its own school",
        "storage/materials.py",
        "(m.withdrawn_at IS NULL OR ({OWN} AND :mentor IS NULL))",
        "(m.withdrawn_at IS NULL OR :school > 0 OR :mentor IS NULL)",
        LIBRARY,
    ),
    Mutant(
        "a withdrawn material is not seen by the school's mentors",
        "storage/materials.py",
        "({OWN} AND :mentor IS NULL)",
        "({OWN} AND (1 = 1 OR :mentor IS NULL))",
        LIBRARY,
    ),
    Mutant(
        "a file is opened as the school's that the thing is of",
        "handlers/attached.py",
        "Scope(school_id)",
        "Scope(None)",
        LIBRARY,
    ),
    Mutant(
        "another school's publication is not found",
        "storage/publications.py",
        'WITHIN = "(:school IS NULL OR p.school_id = :school)"',
        'WITHIN = "(:school IS NULL OR 1 = 1)"',
        PUBLICATIONS,
    ),
    Mutant(
        "a publication is corrected as it was loaded",
        "storage/publications.py",
        "WHERE id = :id AND revision = :revision",
        "WHERE id = :id AND :revision > 0",
        PUBLICATIONS,
    ),
    Mutant(
        "what is withdrawn is not reported",
        "storage/figures.py",
        "     AND withdrawn_at IS NULL AND published_on",
        "     AND published_on",
        PUBLICATIONS,
    ),
    Mutant(
        "a school without a log is not measured against it",
        "storage/figures.py",
        "EXISTS (SELECT 1 FROM publications WHERE school_id = :school) AS log_kept",
        "1 AS log_kept",
        PUBLICATIONS,
    ),
    Mutant(
        "the same address is counted once",
        "handlers/publications.py",
        "    if same and (before is None",
        "    if False and same and (before is None",
        PUBLICATIONS,
    ),
    Mutant(
        "another school's fault is not found",
        "storage/faults.py",
        'WITHIN = "(:school IS NULL OR f.school_id = :school)"',
        'WITHIN = "(:school IS NULL OR 1 = 1)"',
        NAVIGATOR,
    ),
    Mutant(
        "a second tap reports nothing twice",
        "handlers/navigator.py",
        "    if there and (kind in ALIKE or newest != seen):",
        "    if there and kind in ALIKE:",
        NAVIGATOR,
    ),
    Mutant(
        "a fault is closed once",
        "handlers/navigator.py",
        "    if not one.open:\n        raise AnswerRejected",
        "    if False:\n        raise AnswerRejected",
        NAVIGATOR,
    ),
    Mutant(
        "an old button does not open a fault again",
        "handlers/navigator.py",
        "    if one.open or number(args[1]) != one.revision:",
        "    if one.open:",
        NAVIGATOR,
    ),
    Mutant(
        "a fault is told of in waking hours",
        "handlers/navigator.py",
        ", not_before=then)",
        ")",
        NAVIGATOR,
    ),
)
