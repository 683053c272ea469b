"""python -m tests.permissions: the whole matrix with every broken button; 1 where anything leaks."""

import asyncio
import sys
import tempfile
from pathlib import Path

from storage.database import Database
from tests.permissions import letters, lookups, town
from tests.permissions.matrix import Matrix


async def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(Path(folder) / "bot.sqlite3")
        try:
            async with database.transaction() as db:
                matrix = Matrix(await town.build(db), full=True)
                await matrix.prepare()
                await letters.run(matrix)
                await lookups.run(matrix)
                report = await matrix.run()
        finally:
            await database.close()
    print("\n".join((*report.leaks, str(report))))
    return 1 if report.leaks else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
