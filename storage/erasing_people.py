"""A person is erased: a number stays in their place, so that every figure stays, and nothing else of them does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import orjson

from domain.municipality import Municipality
from storage import consents, files, invitations, leaving, wording
from storage.database import Transaction

NOBODY: Final = -(1 << 52)  # the messenger's ids of people, groups and channels all lie above
LONG: Final = 8  # a name in two words of so many letters is looked for in records; «Анна» alone would hit others
PERSONAL: Final = ("name", "place", "consent", "achievements", "interests")  # of a mentor's history
MINE: Final = "SELECT id FROM mentors WHERE person_id = :who"
ITSELF: Final = "SELECT id FROM mentors WHERE id = :who AND person_id IS NULL"
ABOUT: Final = "('profile', 'mentor_change', 'mentor_grade')"  # forms whose drafts are about one mentor
TOGETHER: Final = 50  # spellings of names looked for in one reading of a table
ESCAPES: Final = (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ('"', "&#34;"))


async def erase(db: Transaction, town: Municipality, now: datetime, labels: Mapping[int, str]) -> None:
    """`labels` are what they are called from now on, by id. Raises LookupError for nobody, and for who is erased
    already."""
    new_names: dict[str, str] = {}
    for person_id, label in labels.items():
        person = await db.one("SELECT name, telegram_id FROM people WHERE id = :id AND telegram_id > 0", id=person_id)
        if person is None:
            raise LookupError(person_id)
        names = {person["name"], *await _former(db, MINE, person_id)}
        new_names |= dict.fromkeys(filter(_telling, names), label)
        await leaving.leave(db, town, now, person_id)
        await consents.withdraw(db, person_id, now)
        await _words(db, person_id)
        await _cards(db, MINE, person_id)
        await db.run("DELETE FROM chats WHERE id = :chat", chat=person["telegram_id"])
        await files.forget_unused(db, person_id=person_id)
        await db.run(
            "UPDATE people SET name = :label, telegram_id = :nobody - id, active_role = NULL WHERE id = :id",
            label=label,
            nobody=NOBODY,
            id=person_id,
        )
    await _take_out(db, new_names)


async def mentor(db: Transaction, now: datetime, mentor_id: int) -> None:
    """One who has never had an account: the code stays in the place of the name. Raises LookupError for nobody, and for
    whoever has one: they are erased as a person."""
    code = await db.value("SELECT code FROM mentors WHERE id = :id AND person_id IS NULL", id=mentor_id)
    if code is None:
        raise LookupError(mentor_id)
    names = await _former(db, ITSELF, mentor_id)
    await invitations.revoke_mentor(db, mentor_id, now)
    await _cards(db, ITSELF, mentor_id)
    await db.run(
        f"DELETE FROM drafts WHERE form IN {ABOUT} AND substr(subject, instr(subject, ':') + 1) = CAST(:id AS TEXT)",
        id=mentor_id,
    )
    await _take_out(db, dict.fromkeys(filter(_telling, names), code))


async def _words(db: Transaction, person_id: int) -> None:
    """`wording.GONE`, and rows that are nothing but theirs."""
    for table in ("focus", "searches", "snoozes", "reminders"):
        await db.run(f"DELETE FROM {table} WHERE person_id = :person", person=person_id)
    await db.run(
        """DELETE FROM drafts WHERE begun_by = :person AND (school_id IS NULL OR EXISTS
           (SELECT 1 FROM roles r WHERE r.person_id = :person AND drafts.subject LIKE '@' || r.id || ':%'))""",
        person=person_id,
    )
    await db.run("UPDATE mentor_wishes SET words = NULL WHERE by_person = :person", person=person_id)
    await db.run("UPDATE care SET words = '–' WHERE by_person = :person AND words IS NOT NULL", person=person_id)
    await db.run(
        """UPDATE concern_lines SET words = '–' WHERE by_person = :person AND words IS NOT NULL AND EXISTS
           (SELECT 1 FROM concerns c WHERE c.id = concern_id AND c.closed_at IS NOT NULL)""",
        person=person_id,
    )


async def _cards(db: Transaction, mentors: str, who: int) -> None:
    """What schools have written of them as a mentor, now and before."""
    for row in await _history(db, mentors, who):
        await db.run(
            "UPDATE registry_history SET before = :before, after = :after WHERE id = :id",
            id=row["id"],
            before=_impersonal(row["before"]),
            after=_impersonal(row["after"]),
        )
    await db.run(
        f"""UPDATE mentors SET name = NULL, place = NULL, consent = NULL, achievements = NULL, interests = NULL
            WHERE id IN ({mentors})""",
        who=who,
    )


async def _former(db: Transaction, mentors: str, who: int) -> set[str]:
    """What they were called in registries, now and before."""
    found = {row["name"] for row in await db.all(f"SELECT name FROM mentors WHERE id IN ({mentors})", who=who)}
    for row in await _history(db, mentors, who):
        found |= {(orjson.loads(text) or {}).get("name") for text in (row["before"], row["after"]) if text}
    return {name for name in found if name}


async def _history(db: Transaction, mentors: str, who: int) -> list[Any]:
    return await db.all(
        f"SELECT id, before, after FROM registry_history WHERE registry = 'mentor' AND subject_id IN ({mentors})",
        who=who,
    )


def _impersonal(fields: str | None) -> str | None:
    if fields is None:
        return None
    kept = {key: value for key, value in orjson.loads(fields).items() if key not in PERSONAL}
    return orjson.dumps(kept).decode() if kept else None


def _telling(name: str) -> bool:
    return len(name) >= LONG and len(name.split()) > 1


async def rename(db: Transaction, names: Mapping[str, str]) -> None:
    """Wherever a record has one of these names, long enough to be nobody else's, it has the new one."""
    await _take_out(db, {name: now for name, now in names.items() if _telling(name)})


async def _take_out(db: Transaction, labels: Mapping[str, str]) -> None:
    """Wherever a record has one of the names written whole: as it is, as messages escape it, and within JSON."""
    spelt = sorted(((one, label) for name, label in labels.items() for one in _spellings(name)), key=_longest_first)
    for start in range(0, len(spelt), TOGETHER):
        some = spelt[start : start + TOGETHER]
        sought = {f"n{at}": one for at, (one, _) in enumerate(some)}
        for table, columns in wording.RECORD.items():
            for column in columns:
                holds = " OR ".join(f"instr({column}, :{key})" for key in sought)
                for row in await db.all(f"SELECT rowid, {column} AS words FROM {table} WHERE {holds}", **sought):
                    words = row["words"]
                    for one, label in some:
                        words = words.replace(one, label)
                    await db.run(f"UPDATE {table} SET {column} = :words WHERE rowid = :id", words=words, id=row[0])


def _spellings(name: str) -> set[str]:
    escaped = name
    for plain, written in ESCAPES:
        escaped = escaped.replace(plain, written)
    return {one for way in (name, escaped) for one in (way, orjson.dumps(way).decode()[1:-1])}


def _longest_first(spelt: tuple[str, str]) -> int:
    return -len(spelt[0])
