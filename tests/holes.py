"""`make check`: known holes in what is pinned. 1 where there is one; where nobody can be asked, a sentence and 0.

uv asks the database of open vulnerabilities; it reads a lock file of its own kind, which is made here of our pins and
leads to no index.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

HOUSE: Final = Path(__file__).parent.parent
PINS: Final = ("requirements.txt", "requirements-dev.txt")
PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)
SOURCE: Final = 'source = { registry = "http://127.0.0.1:9/simple" }'  # nobody there: no index is asked
FOUND, UNKNOWN = 1, 2  # how uv ends
SECONDS: Final = "10"


def pins(files: Iterable[Path]) -> list[tuple[str, str]]:
    """Names and versions, each pair once."""
    return sorted({found for file in files for found in PIN.findall(file.read_text("utf-8"))})


def lock(pinned: Iterable[tuple[str, str]]) -> str:
    """What uv reads: one project that needs all of them."""
    named = [(f'name = "{name}"', f'version = "{version}"') for name, version in pinned]
    needs = ", ".join(f"{{ {name}, {version}, {SOURCE} }}" for name, version in named)
    packages = "".join(f"\n[[package]]\n{name}\n{version}\n{SOURCE}\n" for name, version in named)
    own = f'[[package]]\nname = "pins"\nversion = "0"\nsource = {{ virtual = "." }}\ndependencies = [{needs}]\n'
    return f'version = 1\nrevision = 3\nrequires-python = ">=3.11"\n\n{own}{packages}'


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.holes", description=__doc__)
    parser.add_argument("--service", default="", help="address of another database of the same kind")
    parser.add_argument("files", nargs="*", type=Path, help="in place of our own requirements")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "pyproject.toml"
        project.write_text('[project]\nname = "pins"\nversion = "0"\nrequires-python = ">=3.11"\n', "utf-8")
        (Path(folder) / "uv.lock").write_text(
            lock(pins(chosen.files or [HOUSE / name for name in PINS])), encoding="utf-8"
        )
        command = ["-q", "audit", "--frozen", "--preview-features", "audit-command"]
        if chosen.service:
            command += ["--service-url", chosen.service]
        uv = Path(sys.executable).with_name("uv")
        environment = {**os.environ, "UV_HTTP_RETRIES": "0", "UV_HTTP_TIMEOUT": SECONDS}
        done = subprocess.run([uv, *command], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    if done.returncode == UNKNOWN:
        why = next(iter(done.stderr.strip().splitlines()), "no reason given")
        print(f"Known holes were not looked for, nobody answers: {why}")
        return 0
    print(done.stdout + done.stderr or "No known holes in what is pinned")
    return FOUND if done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
