"""At which sockets a process waits for somebody to come."""

import os
from pathlib import Path
from typing import Final

LISTEN: Final = "0A"  # the state of a TCP socket
ACCEPTS: Final = 0x10000  # the flag of a local one
UDP: Final = ("udp", "udp6")


def inodes(pid: int) -> set[str]:
    """Of every socket the process holds."""
    found = set()
    for place in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = os.readlink(place)
        except FileNotFoundError:  # closed meanwhile
            continue
        if target.startswith("socket:["):
            found.add(target[len("socket:[") : -1])
    return found


def listening(pid: int) -> list[str]:
    """As kinds and local addresses."""
    own, found = inodes(pid), []
    for kind in ("tcp", "tcp6", *UDP):
        for line in _lines(pid, kind):
            _, local, remote, state, *rest = line
            waits = state == LISTEN if kind not in UDP else remote.endswith(":0000")
            if waits and rest[5] in own:
                found.append(f"{kind} {local}")
    for line in _lines(pid, "unix"):
        if int(line[3], 16) & ACCEPTS and line[6] in own:
            found.append(f"unix {' '.join(line[7:])}")
    return found


def _lines(pid: int, kind: str) -> list[list[str]]:
    """The table of one kind, as the process's own network has it; none where the machine has no such kind."""
    table = Path(f"/proc/{pid}/net/{kind}")
    return [line.split() for line in table.read_text().splitlines()[1:]] if table.exists() else []
