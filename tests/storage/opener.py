"""A process that opens a file as the bot does; it can be killed, and be kept from writing."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from storage import schema

HOUSE = Path(__file__).parents[2]
NEWEST = len(list(schema.FOLDER.glob("*.sql")))
OPENER = """
import asyncio, ctypes, json, os, resource, signal, sys
from pathlib import Path
from bot import opening

order = json.loads(sys.argv[1])
if "limit" in order:
    resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], order["limit"]))
if os.geteuid() == 0:
    # Root writes where it may not: by this one capability, which is given up.
    libc, header = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    libc.capget(header, sets)
    for kind in (0, 1):  # effective, permitted
        sets[kind] &= ~(1 << 1)
    libc.capset(header, sets)

def reached(point):
    if point == order.get("die"):
        os.kill(os.getpid(), signal.SIGKILL)

async def main():
    await (await opening.database(Path(order["path"]), reached)).close()

try:
    asyncio.run(main())
except opening.StartFailed as failed:
    sys.exit(str(failed))
"""


def begin(file: Path, house: Path = HOUSE, **order: Any) -> subprocess.Popen[str]:
    """A process that opens the file as the bot does, and closes it."""
    return subprocess.Popen(
        [sys.executable, "-c", OPENER, json.dumps({"path": str(file), **order})],
        cwd=file.parents[1],
        env={"PYTHONPATH": f"{house}{os.pathsep}{HOUSE}"},
        stderr=subprocess.PIPE,
        text=True,
    )


def start(file: Path, house: Path = HOUSE, **order: Any) -> tuple[int, str]:
    """The exit code and what it said."""
    process = begin(file, house, **order)
    _, said = process.communicate(timeout=60)
    return process.returncode, said.strip()


def rows(file: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(file)
    try:
        return list(connection.execute(sql))
    finally:
        connection.close()
