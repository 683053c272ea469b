"""Files that people sent: waiting to be fetched, kept beside the database, or refused."""

from collections.abc import Collection
from datetime import datetime
from sqlite3 import Row

from domain.papers import Paper, Sent
from domain.people import Person, Scope
from storage.database import Transaction
from storage.instants import instant, maybe_moment

COLUMNS = "id, school_id, kind, remote_id, name, mime, size, state, sha256, attempts, by_person"
IN_SCOPE = "(:school IS NULL OR school_id = :school)"


async def add(db: Transaction, sent: Sent, by: Person, now: datetime) -> int:
    """To be fetched at once. It is the school's for which the person acts, or the department's."""
    return int(
        await db.value(
            """INSERT INTO files (school_id, kind, remote_id, album, name, mime, size, state, not_before, by_person, at)
               VALUES (:school, :kind, :remote_id, :album, :name, :mime, :size, 'waiting', :now, :by, :now)
               RETURNING id""",
            school=by.post.school_id,
            kind=sent.kind,
            remote_id=sent.remote_id,
            album=sent.album,
            name=sent.name,
            mime=sent.mime,
            size=sent.size,
            by=by.id,
            now=instant(now),
        )
    )


async def get(db: Transaction, scope: Scope, file_id: int) -> Paper | None:
    """None for another school's. To let others see it, load what it belongs to and ask with that school's scope."""
    row = await db.one(f"SELECT {COLUMNS} FROM files WHERE id = :id AND {IN_SCOPE}", id=file_id, school=scope.school_id)
    return _paper(row) if row else None


async def names(db: Transaction, scope: Scope, ids: Collection[int]) -> dict[int, str]:
    """Of those in scope that are not refused."""
    wanted = ", ".join(str(int(one)) for one in ids)
    rows = await db.all(
        f"SELECT id, name FROM files WHERE id IN ({wanted}) AND state <> 'refused' AND {IN_SCOPE}",
        school=scope.school_id,
    )
    return {row["id"]: row["name"] for row in rows}


async def album_taken(db: Transaction, person_id: int, album: str) -> bool:
    """Whether something of this album was taken from this person."""
    found = await db.value(
        "SELECT 1 FROM files WHERE by_person = :person AND album = :album LIMIT 1", person=person_id, album=album
    )
    return found is not None


async def waiting(db: Transaction, now: datetime, limit: int) -> list[Paper]:
    """Those to fetch now, the longest waiting first."""
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM files WHERE state = 'waiting' AND not_before <= :now
            ORDER BY not_before, id LIMIT :limit""",
        now=instant(now),
        limit=limit,
    )
    return [_paper(row) for row in rows]


async def next_due(db: Transaction) -> datetime | None:
    """When there is something to fetch next."""
    return maybe_moment(await db.value("SELECT min(not_before) FROM files WHERE state = 'waiting'"))


async def kept(db: Transaction, file_id: int, sha256: str, size: int) -> None:
    """It is on the disk, under its hash; `size` in bytes as fetched."""
    await db.run(
        """UPDATE files SET state = 'kept', sha256 = :sha256, size = :size, trouble = NULL
           WHERE id = :id AND state = 'waiting'""",
        id=file_id,
        sha256=sha256,
        size=size,
    )


async def refused(db: Transaction, file_id: int, why: str) -> int | None:
    """It will not be kept. Returns the chat of whoever sent it, None where that was said before or they have left."""
    sender = await db.value(
        """UPDATE files SET state = 'refused', trouble = :why WHERE id = :id AND state = 'waiting'
           RETURNING (SELECT telegram_id FROM people WHERE id = by_person AND unreachable_since IS NULL)""",
        id=file_id,
        why=why,
    )
    return None if sender is None else int(sender)


async def failed(db: Transaction, file_id: int, why: str, not_before: datetime) -> None:
    """It could not be fetched so far: again then. `why` holds nothing personal."""
    await db.run(
        """UPDATE files SET trouble = :why, attempts = attempts + 1, not_before = :not_before
           WHERE id = :id AND state = 'waiting'""",
        id=file_id,
        why=why,
        not_before=instant(not_before),
    )


def _paper(row: Row) -> Paper:
    return Paper(*row)


# A form, a draft or an import that is under way knows it. An import that has ended needs its table no more.
UNUSED = """f.state <> 'waiting' AND NOT EXISTS (SELECT 1 FROM used u WHERE u.id = f.id)"""
USED = """
    SELECT file_id AS id FROM evidence UNION SELECT file_id FROM partners UNION SELECT file_id FROM materials
    UNION SELECT file_id FROM broadcasts
    UNION SELECT file_id FROM imports WHERE state IN ('waiting', 'ready', 'wanted')
    UNION SELECT j.value FROM contest_entries e, json_each(e.files) j
    UNION SELECT j.value FROM drafts d, json_tree(d.answers) j WHERE j.type = 'integer'
    UNION SELECT j.value FROM drafts d, json_tree(d.kept) j WHERE j.type = 'integer'
    UNION SELECT j.value FROM evidence_history h, json_each(h.before) j WHERE j.key = 'file_id'
    UNION SELECT j.value FROM evidence_history h, json_each(h.after) j WHERE j.key = 'file_id'
    UNION SELECT j.value FROM registry_history h, json_each(h.before) j WHERE j.key = 'file'
    UNION SELECT j.value FROM registry_history h, json_each(h.after) j WHERE j.key = 'file'
    UNION SELECT j.value FROM contest_history h, json_tree(CASE WHEN json_valid(h.note) THEN h.note END) j
        WHERE j.type = 'integer'"""


async def forget_unused(
    db: Transaction, before: datetime | None = None, person_id: int | None = None, limit: int = 1000
) -> int:
    """Files that no form has kept and no draft holds: those sent before then, or by this person. What lies on the disk
    goes at night. How many rows went."""
    rows = await db.all(
        f"""WITH used AS ({USED}) SELECT f.id FROM files f WHERE {UNUSED}
            AND (:before IS NULL OR f.at < :before) AND (:person IS NULL OR f.by_person = :person) LIMIT :limit""",
        before=None if before is None else instant(before),
        person=person_id,
        limit=limit,
    )
    gone = ", ".join(str(int(row["id"])) for row in rows)
    if gone:
        await db.run(f"DELETE FROM imports WHERE file_id IN ({gone})")
        await db.run(f"DELETE FROM files WHERE id IN ({gone})")
    return len(rows)


async def hashes(db: Transaction) -> set[str]:
    """Of all that is kept on the disk."""
    return {row[0] for row in await db.all("SELECT DISTINCT sha256 FROM files WHERE sha256 IS NOT NULL")}
