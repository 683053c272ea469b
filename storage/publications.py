"""The log of publications (row 2.4): corrected and withdrawn, never deleted."""

from dataclasses import asdict
from datetime import date, datetime
from sqlite3 import Row
from typing import Any

from domain import history
from domain.history import Fields
from domain.people import Scope
from domain.publications import Publication
from storage import registry_history
from storage.database import Transaction, Value
from storage.instants import day, instant, maybe_moment

COLUMNS = """p.id, p.school_id, s.number AS school_number, s.name AS school, p.published_on, p.title, p.channel, p.link,
    p.reach, p.revision, p.withdrawn_at"""
FROM = "publications p JOIN schools s ON s.id = p.school_id"
WITHIN = "(:school IS NULL OR p.school_id = :school)"
FIELDS = ("published_on", "title", "channel", "link", "reach", "withdrawn_at")  # what can be changed


async def add(db: Transaction, school_id: int, fields: Fields, by_person: int, now: datetime) -> int:
    publication_id = int(
        await db.value(
            """INSERT INTO publications (school_id, published_on, title, channel, link, reach, by_person, created_at)
               VALUES (:school, :published_on, :title, :channel, :link, :reach, :by, :now) RETURNING id""",
            school=school_id,
            published_on=fields["published_on"],
            title=fields["title"],
            channel=fields["channel"],
            link=fields.get("link"),
            reach=fields.get("reach"),
            by=by_person,
            now=instant(now),
        )
    )
    await registry_history.record(db, "publication", publication_id, "added", by_person, now)
    return publication_id


async def get(db: Transaction, scope: Scope, publication_id: int) -> Publication | None:
    found = await _load(db, f"p.id = :id AND {WITHIN}", id=publication_id, school=scope.school_id)
    return found[0] if found else None


async def listing(db: Transaction, scope: Scope) -> list[Publication]:
    """The newest first, those withdrawn at the end."""
    return await _load(db, f"{WITHIN} AND s.archived_at IS NULL", school=scope.school_id)


async def of_link(db: Transaction, school_id: int, link: str) -> Publication | None:
    """The one of this address, where the log has it."""
    found = await _load(
        db, "p.school_id = :school AND p.link = :link AND p.withdrawn_at IS NULL", school=school_id, link=link
    )
    return found[0] if found else None


async def change(
    db: Transaction, publication: Publication, what: str, fields: Fields, by_person: int, now: datetime
) -> bool:
    """False, and nothing is changed, where somebody else changed it since it was loaded."""
    before, after = history.changed(_fields(publication), fields)
    if not after:
        return True
    columns = ", ".join(f"{key} = :{key}" for key in after)
    changed = await db.run(
        f"UPDATE publications SET {columns}, revision = revision + 1 WHERE id = :id AND revision = :revision",
        id=publication.id,
        revision=publication.revision,
        **after,
    )
    if changed:
        await registry_history.record(db, "publication", publication.id, what, by_person, now, before, after)
    return changed == 1


async def counts(db: Transaction, since: date, until: date) -> dict[int, int]:
    """By school: how many came out in these days, both included, those withdrawn not counted."""
    rows = await db.all(
        """SELECT school_id, count(*) AS many FROM publications
           WHERE withdrawn_at IS NULL AND published_on BETWEEN :since AND :until GROUP BY school_id""",
        since=since.isoformat(),
        until=until.isoformat(),
    )
    return {row["school_id"]: row["many"] for row in rows}


async def _load(db: Transaction, where: str, **params: Value) -> list[Publication]:
    rows = await db.all(
        f"""SELECT {COLUMNS} FROM {FROM} WHERE {where}
            ORDER BY p.withdrawn_at IS NOT NULL, p.published_on DESC, p.id DESC""",
        **params,
    )
    return [_publication(row) for row in rows]


def _fields(publication: Publication) -> Fields:
    """As they are kept."""
    values: dict[str, Any] = asdict(publication)
    withdrawn = publication.withdrawn_at
    return {key: values[key] for key in FIELDS} | {
        "published_on": publication.published_on.isoformat(),
        "withdrawn_at": instant(withdrawn) if withdrawn else None,
    }


def _publication(row: Row) -> Publication:
    fields: dict[str, Any] = dict(row)
    fields |= {"published_on": day(fields["published_on"]), "withdrawn_at": maybe_moment(fields["withdrawn_at"])}
    return Publication(**fields)
