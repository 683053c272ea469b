"""`python -m tests.upgrades.keep`: at a release, add a database as this version writes it to those of versions before.

It holds the sample municipality, and what a start leaves there; nothing in it is about a real person.
"""

import asyncio
import gzip
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.sandbox.demo import Demo

CORPUS = Path(__file__).parent


async def build(folder: Path) -> Path:
    demo = Demo(folder)
    await demo.start()
    await demo.stop()
    return folder / "bot.sqlite3"


def main() -> int:
    with TemporaryDirectory() as folder:
        file = asyncio.run(build(Path(folder)))
        with closing(sqlite3.connect(file)) as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            db.execute("PRAGMA journal_mode = DELETE")
            db.execute("VACUUM")
        target = CORPUS / f"version-{version}.sqlite3.gz"
        target.write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
