"""Guards of posts: what a post gave is over with it, and what the department has not said is not told."""

from typing import Final

from tests.mutants.mutant import Mutant

POSTS: Final = ("tests/handlers/test_ended_posts.py",)
FORGED: Final = ("tests/handlers/test_forged.py",)

GUARDS: Final = (
    Mutant(
        "one's own link to a successor ends with the post",
        "handlers/succession.py",
        "    await invitations.revoke_own(db, post_id, school_id, person_id, now)\n",
        "",
        POSTS,
    ),
    Mutant(
        "the department's link to a successor outlives the post",
        "storage/invitations.py",
        "WHERE created_by = :person\n",
        "WHERE :person > 0\n",
        POSTS,
    ),
    Mutant(
        "what waits for the morning does not reach whoever has no post by then",
        "handlers/succession.py",
        '        await unsent.forget_nobodies(db, [held["telegram_id"]])\n',
        "        pass\n",
        POSTS,
    ),
    Mutant(
        "an import's codes end with the post",
        "storage/imports.py",
        "AND i.by_person = :by AND {IN_POST}",
        "AND i.by_person = :by",
        POSTS,
    ),
    Mutant(
        "a mentor does not search a jury's applications",
        "handlers/judging.py",
        "    if case.person.post.role not in JUDGES:",
        "    if False:",
        POSTS,
    ),
    Mutant(
        "a refused file of an application is not sent on",
        "handlers/entries.py",
        ' or paper.state == "refused"',
        "",
        ("tests/handlers/test_contests.py",),
    ),
    Mutant(
        "a letter that was not sent is the department's secret",
        "handlers/receipts.py",
        "        if not department:\n            raise LookupError(one.id)\n",
        "",
        FORGED,
    ),
    Mutant(
        "an event that was not announced is the department's secret",
        "handlers/signing.py",
        "        if event.announced_at is None and not looks:",
        "        if False:",
        FORGED,
    ),
)
