"""Guards of the door: secrets are not guessed, and a link gives what whoever made it may still give."""

from typing import Final

from tests.mutants.mutant import Mutant

KNOCKING: Final = ("tests/handlers/test_knocking.py",)
RULE: Final = ("tests/domain/test_guessing.py",)
LINKS: Final = ("tests/handlers/test_bound_links.py",)
POSTS: Final = ("tests/handlers/test_ended_posts.py",)

GUARDS: Final = (
    Mutant(
        "who has been wrong five times is not answered",
        "handlers/knocking.py",
        "    if await shut_out(db, account, now, town):\n        return Reply()\n",
        "",
        KNOCKING,
    ),
    Mutant(
        "a wrong secret is counted",
        "handlers/knocking.py",
        "    await knocks.add(db, knocks.who(town.key, account), now)\n",
        "",
        KNOCKING,
    ),
    Mutant(
        "that it is enough is said",
        "handlers/knocking.py",
        "joining.too_many() if enough else joining.dead_link()",
        "joining.dead_link()",
        KNOCKING,
    ),
    Mutant(
        "while somebody waits a right secret is not looked at",
        "handlers/knocking.py",
        "    if await shut_out(db, account, now, town):\n",
        "    if await shut_out(db, account, now, town) and not await invitations.find(db, secret, now):\n",
        KNOCKING,
    ),
    Mutant(
        "links to a sheet are not guessed either",
        "handlers/by_link.py",
        "    if await knocking.shut_out(db, chat_id, now, town):\n        return Reply()\n",
        "",
        KNOCKING,
    ),
    Mutant(
        "nor by their buttons",
        "handlers/by_link.py",
        "    if await knocking.shut_out(db, account, now, town):\n        return Reply()\n",
        "",
        KNOCKING,
    ),
    Mutant(
        "a wrong link to a sheet is counted",
        "handlers/by_link.py",
        "        return await knocking.wrong(db, chat_id, now, town)\n",
        "        return joining.dead_link()\n",
        KNOCKING,
    ),
    Mutant(
        "so is a wrong button of one",
        "handlers/by_link.py",
        "        return await knocking.wrong(db, account, now, town)\n",
        "        return joining.dead_link()\n",
        KNOCKING,
    ),
    Mutant(
        "one account does not shut out another",
        "storage/knocks.py",
        "FROM knocks WHERE who = :who ORDER BY",
        "FROM knocks WHERE :who > '' ORDER BY",
        KNOCKING,
    ),
    Mutant(
        "of an account only a hash is kept",
        "storage/knocks.py",
        '    return blake2b(str(account).encode(), key=key, digest_size=16, person=b"knocks").hexdigest()\n',
        "    return str(account)\n",
        KNOCKING,
    ),
    Mutant("the hash has a key", "storage/knocks.py", "key=key, ", "", KNOCKING),
    Mutant(
        "many wrong secrets are reported",
        "handlers/knocking.py",
        "    if await knocks.since(db, now - guessing.PAUSE) < guessing.MANY:\n",
        "    if True:\n",
        KNOCKING,
    ),
    Mutant(
        "a few wrong secrets are no news",
        "handlers/knocking.py",
        "    if await knocks.since(db, now - guessing.PAUSE) < guessing.MANY:\n        return ()\n",
        "",
        KNOCKING,
    ),
    Mutant(
        "guessing is reported once a day",
        "handlers/knocking.py",
        'f"guessing:{today}:{chat}"',
        'f"guessing:{now}:{chat}"',
        KNOCKING,
    ),
    Mutant(
        "guessing is not reported at night",
        "handlers/knocking.py",
        "    later = at if at > now else None\n",
        "    later = None\n",
        KNOCKING,
    ),
    Mutant(
        "the night forgets who was wrong",
        "scheduler/upkeep.py",
        "partial(knocks.prune, before=now - max(keep.knocks, guessing.KEEP)),",
        "",
        KNOCKING,
    ),
    Mutant("five within an hour", "domain/guessing.py", "last[0] - last[MOST - 1] < PAUSE and ", "", RULE),
    Mutant("and for an hour", "domain/guessing.py", "now < last[0] + PAUSE", "now < last[MOST - 1] + PAUSE", RULE),
    Mutant(
        "links to mentors end with the post",
        "storage/invitations.py",
        "(replaces = :post OR (role = 'mentor' AND school_id = :school))",
        "(replaces = :post OR (role = '' AND school_id = :school))",
        LINKS,
    ),
    Mutant(
        "links of other schools do not end with the post",
        "storage/invitations.py",
        "(role = 'mentor' AND school_id = :school)",
        "(role = 'mentor' AND :school > 0)",
        LINKS,
    ),
    Mutant(
        "who has left the department invites nobody",
        "storage/invitations.py",
        "r.person_id = i.created_by AND r.revoked_at IS NULL",
        "r.person_id = i.created_by",
        LINKS,
    ),
    Mutant(
        "a link is used once",
        "storage/invitations.py",
        "i.token_hash = :hash AND i.used_at IS NULL",
        "i.token_hash = :hash",
        LINKS,
    ),
    Mutant(
        "a form is left with the post",
        "handlers/succession.py",
        '        await unsent.forget_nobodies(db, [held["telegram_id"]])\n    await drafts.leave(db, person_id)\n',
        '        await unsent.forget_nobodies(db, [held["telegram_id"]])\n',
        LINKS,
    ),
    Mutant(
        "what waits does not reach whoever goes with an archived school",
        "handlers/school_life.py",
        '    await unsent.forget_nobodies(case.db, [row["telegram_id"] for row in posts])\n',
        "",
        POSTS,
    ),
    Mutant(
        "what waits does not reach whoever goes with a merged school",
        "handlers/merging.py",
        '    await unsent.forget_nobodies(case.db, [row["telegram_id"] for row in before])\n',
        "",
        POSTS,
    ),
    Mutant(
        "what waits reaches whoever works on elsewhere",
        "storage/unsent.py",
        "        if await people.find(db, chat) is None:\n",
        "        if chat:\n",
        POSTS,
    ),
)
