"""How the bot itself is doing."""

from datetime import datetime

from domain.health import Health
from storage import audit, backups
from storage.database import Transaction
from storage.instants import instant, maybe_moment


async def look(db: Transaction, since: datetime) -> Health:
    """Now; failures since then."""
    row = await db.one(
        """SELECT (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size) / 1048576 AS megabytes,
           (SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending')) AS waiting,
           (SELECT min(created_at) FROM outbox WHERE state IN ('ready', 'sending')) AS waiting_since,
           (SELECT count(*) FROM people p WHERE p.unreachable_since IS NOT NULL AND EXISTS
               (SELECT 1 FROM roles r WHERE r.person_id = p.id AND r.revoked_at IS NULL)) AS unreachable,
           (SELECT count(*) FROM updates WHERE failure IS NOT NULL AND at >= :since) AS failures,
           (SELECT count(*) FROM files WHERE state = 'waiting') AS files_waiting""",
        since=instant(since),
    )
    assert row is not None
    return Health(
        **dict(row) | {"waiting_since": maybe_moment(row["waiting_since"])},
        copy=await backups.last(db),
        copy_failed=await backups.failed_at(db),
        audit_broken=await audit.noted(db),
    )
