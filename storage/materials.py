"""The library of materials (row 2.3). Reading needs no scope: schools share it; withdrawing does."""

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Row

from domain import search
from domain.materials import Material
from domain.people import Scope
from storage import registry_history
from storage.database import Transaction, Value
from storage.instants import instant, maybe_moment, moment

COLUMNS = """m.id, m.school_id, s.name AS school, m.title, m.about, m.file_id, m.link, m.created_at,
    m.withdrawn_at"""
FROM = "materials m LEFT JOIN schools s ON s.id = m.school_id"
OWN = "coalesce(m.school_id, 0) = coalesce(:school, 0)"  # the department's own are no school's


async def add(
    db: Transaction,
    school_id: int | None,
    *,
    title: str,
    about: str | None,
    tags: Sequence[str],
    file: int | None,
    link: str | None,
    by_person: int,
    now: datetime,
) -> int:
    material_id = int(
        await db.value(
            """INSERT INTO materials (school_id, title, about, words, file_id, link, by_person, created_at)
               VALUES (:school, :title, :about, :words, :file, :link, :by, :now) RETURNING id""",
            school=school_id,
            title=title,
            about=about,
            words=search.index(title, about or "", *tags),
            file=file,
            link=link,
            by=by_person,
            now=instant(now),
        )
    )
    await db.insert("INSERT INTO material_tags (material_id, tag) VALUES {}", [(material_id, tag) for tag in tags])
    await registry_history.record(db, "material", material_id, "added", by_person, now)
    return material_id


async def get(db: Transaction, scope: Scope, material_id: int) -> Material | None:
    """Any school's, unless it was withdrawn: then only one's own, and not for mentors."""
    found = await _load(
        db,
        f"m.id = :id AND (m.withdrawn_at IS NULL OR ({OWN} AND :mentor IS NULL))",
        "",
        id=material_id,
        school=scope.school_id,
        mentor=scope.mentor_id,
    )
    return found[0] if found else None


async def find(
    db: Transaction, *, words: str = "", tag: str = "", limit: int, offset: int = 0
) -> tuple[list[Material], int]:
    """A page of what is in the library, newest first, and how much there is in all. Each of `words` begins a word
    of the title, of what it is, or of a tag."""
    terms = {f"word{number}": f"% {word}%" for number, word in enumerate(search.words(words))}
    conditions = ["m.withdrawn_at IS NULL", *(f"m.words LIKE :{name}" for name in terms)]
    params: dict[str, Value] = {**terms}
    if tag:
        conditions.append("EXISTS (SELECT 1 FROM material_tags t WHERE t.material_id = m.id AND t.tag = :tag)")
        params["tag"] = tag
    where = " AND ".join(conditions)
    total = int(await db.value(f"SELECT count(*) FROM materials m WHERE {where}", **params))
    return await _load(db, where, "LIMIT :limit OFFSET :offset", limit=limit, offset=offset, **params), total


async def own(db: Transaction, scope: Scope) -> list[Material]:
    """A school's, or the department's; the withdrawn too, newest first."""
    return await _load(db, OWN, "", school=scope.school_id)


async def withdraw(db: Transaction, scope: Scope, material_id: int, by_person: int, now: datetime) -> bool:
    """False where it is not theirs, or was withdrawn before."""
    changed = await db.run(
        """UPDATE materials SET withdrawn_at = :now WHERE id = :id AND withdrawn_at IS NULL
           AND coalesce(school_id, 0) = coalesce(:school, 0)""",
        id=material_id,
        school=scope.school_id,
        now=instant(now),
    )
    if changed:
        await registry_history.record(db, "material", material_id, "withdrawn", by_person, now)
    return changed == 1


async def tags(db: Transaction) -> list[tuple[str, int]]:
    """Each tag with how many materials have it, the most used first."""
    rows = await db.all(
        """SELECT t.tag, count(*) AS many FROM material_tags t JOIN materials m ON m.id = t.material_id
           WHERE m.withdrawn_at IS NULL GROUP BY t.tag ORDER BY many DESC, t.tag"""
    )
    return [(row["tag"], row["many"]) for row in rows]


async def counts(db: Transaction, since: datetime, until: datetime) -> dict[int, int]:
    """By school: how many it put in from one instant up to another, not withdrawn since."""
    rows = await db.all(
        """SELECT school_id, count(*) AS many FROM materials WHERE school_id IS NOT NULL AND withdrawn_at IS NULL
           AND created_at >= :since AND created_at < :until GROUP BY school_id""",
        since=instant(since),
        until=instant(until),
    )
    return {row["school_id"]: row["many"] for row in rows}


async def _load(db: Transaction, where: str, page: str, **params: Value) -> list[Material]:
    rows = await db.all(f"SELECT {COLUMNS} FROM {FROM} WHERE {where} ORDER BY m.id DESC {page}", **params)
    found: dict[int, list[str]] = {row["id"]: [] for row in rows}
    ids = ", ".join(str(one) for one in found)
    for row in await db.all(f"SELECT material_id, tag FROM material_tags WHERE material_id IN ({ids}) ORDER BY tag"):
        found[row["material_id"]].append(row["tag"])
    return [_material(row, found[row["id"]]) for row in rows]


def _material(row: Row, tags: Sequence[str]) -> Material:
    return Material(
        row["id"],
        row["school_id"],
        row["school"],
        row["title"],
        row["about"],
        tuple(tags),
        row["file_id"],
        row["link"],
        moment(row["created_at"]),
        maybe_moment(row["withdrawn_at"]),
    )
