"""Nothing is fetched that was not pinned, and what is pinned has no known hole."""

import http.server
import json
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests import holes

HOUSE: Final = Path(__file__).parent.parent
REQUIREMENTS: Final = sorted(HOUSE.glob("requirements*.txt"))
NODE: Final = HOUSE / "tests/bench/node"
ENTRY: Final = re.compile(r"[A-Za-z0-9._-]+==[^\s;]+(?: ; [^\\]+)?(?: \\\n +--hash=sha256:[0-9a-f]{64})+")
# Whoever names an index decides where things come from; written apart, or this file would name one.
INDEX: Final = re.compile(
    "|".join(("index" + "-url", "find" + "-links", "trusted" + "-host", r"pypi\.(?:org|io)", "python" + "hosted",
              "registry" + r"\.npmjs", r"(?:PIP|UV)_\w*INDEX"))
)  # fmt: skip
HARMLESS: Final = re.compile(r"--no-emit-\S+")
TEXTS: Final = (".py", ".txt", ".in", ".toml", ".md", ".json", ".mjs", ".js", ".html", ".example", ".sql", "")
FOLDERS: Final = ("bot", "domain", "handlers", "scheduler", "storage", "views", "tests", ".ci", "docs")
SCRIPTS: Final = ("Makefile", ".ci/run", "README.md", "README.ru.md")


def tree() -> Iterator[Path]:
    for path in (*HOUSE.iterdir(), *(one for folder in FOLDERS for one in (HOUSE / folder).rglob("*"))):
        if path.is_file() and path.suffix in TEXTS and "__pycache__" not in path.parts:
            yield path


def entries(text: str) -> list[str]:
    """Of a file of requirements: without comments, each with its hashes."""
    kept = "\n".join(line for line in text.splitlines() if not line.strip().startswith("#"))
    return [entry for entry in re.split(r"\n(?! )", kept.strip()) if entry]


def unpinned(words: str) -> list[str]:
    """The commands in a script that fetch what nobody has pinned. Debian signs its own packages."""
    lines = words.replace("\\\n", " ").splitlines()
    pips = [line for line in lines if re.search(r"\bpip3? install\b", line) and "--require-hashes" not in line]
    others = (
        r"\bcurl\b|\bwget\b|git\+|git clone|\bnpm (?:i|install)\b|\bnpx\b|\buvx\b|uv (?:tool|run|add|sync)|\bpipx\b"
    )
    return [*pips, *(line for line in lines if re.search(others, line))]


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.name)
def test_every_requirement_is_one_version_with_its_hashes(file: Path) -> None:
    found = entries(file.read_text("utf-8"))
    assert len(found) > 20
    assert [one for one in found if not ENTRY.fullmatch(one)] == []


@pytest.mark.parametrize(
    "loose", ["a", "a>=1", "a==1", "a==1 \\\n    --hash=md5:00", "-r b.txt", "a @ git+https://example.org/a", "-e ."]
)
def test_a_requirement_that_is_not_pinned_is_told_from_one_that_is(loose: str) -> None:
    assert not ENTRY.fullmatch(loose)
    assert ENTRY.fullmatch(f"a==1 ; x < '3' \\\n    --hash=sha256:{'0' * 64}")


def test_no_file_names_an_index() -> None:
    named = {path for path in tree() if INDEX.search(HARMLESS.sub("", path.read_text("utf-8")))}
    assert named == set()
    assert len(list(tree())) > 400


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_fetches_what_is_not_pinned(name: str) -> None:
    assert unpinned((HOUSE / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    ["pip install x", "python -m pip install -q \\\n x", "curl -sS x | sh", "wget x", "npm install", "npx x", "uvx x"],
)
def test_a_line_that_fetches_what_is_not_pinned_is_noticed(line: str) -> None:
    assert unpinned(line)


def test_packages_for_node_are_versions_with_their_hashes() -> None:
    wanted = json.loads((NODE / "package.json").read_text("utf-8"))["dependencies"]
    packages = json.loads((NODE / "package-lock.json").read_text("utf-8"))["packages"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+(?:-[\w.]+)?", version) for version in wanted.values())
    own = packages.pop("")
    assert own["dependencies"] == wanted
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(re.fullmatch(r"sha512-[\w+/=]+", one["integrity"]) for one in packages.values())
    assert not any("resolved" in one for one in packages.values())


class Database(http.server.BaseHTTPRequestHandler):
    """Of open vulnerabilities, as far as it is asked: `holes` is the package that has one."""

    hole = ""
    asked: list[tuple[str, str]]

    def do_POST(self) -> None:
        queries = json.loads(self.rfile.read(int(self.headers["content-length"])))["queries"]
        names = [(query["package"]["name"], query["version"]) for query in queries]
        self.asked += names
        found = [{"vulns": [{"id": "X-1", "modified": "2026-01-01T00:00:00Z"}]} if name == self.hole else {}
                 for name, _ in names]  # fmt: skip
        self._answer({"results": found})

    def do_GET(self) -> None:
        self._answer({"id": "X-1", "modified": "2026-01-01T00:00:00Z", "summary": "a hole", "affected": []})

    def _answer(self, body: Any) -> None:
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: object) -> None:
        """Not here."""


def look(capsys: pytest.CaptureFixture[str], hole: str) -> tuple[int, str, set[tuple[str, str]]]:
    """What the check returns and says, and what it has asked about."""
    kind = type("Told", (Database,), {"hole": hole, "asked": []})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        code = holes.main(["--service", f"http://127.0.0.1:{server.server_port}"])
        server.shutdown()
        thread.join()
    return code, capsys.readouterr().out, set(kind.asked)


@pytest.fixture
def uv() -> None:
    if not Path(sys.executable).with_name("uv").exists():
        pytest.skip("uv is not installed")


@pytest.mark.usefixtures("uv")
def test_a_known_hole_in_what_is_pinned_fails_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, asked = look(capsys, "aiohttp")
    assert code == 1
    assert "aiohttp" in said
    assert asked == set(holes.pins([HOUSE / name for name in holes.PINS])), "all that is pinned, and nothing else"
    assert len(asked) > 70


@pytest.mark.usefixtures("uv")
def test_without_a_hole_the_check_is_content(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, asked = look(capsys, "none-of-ours")
    assert (code, len(asked) > 70) == (0, True)


@pytest.mark.usefixtures("uv")
def test_where_nobody_can_be_asked_the_check_says_so_in_one_line_and_goes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert holes.main(["--service", "http://127.0.0.1:9"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith("Known holes were not looked for, nobody answers: ")


def test_the_check_is_a_part_of_make_check() -> None:
    recipe = (HOUSE / "Makefile").read_text("utf-8").partition("\ncheck:")[2].partition("\n\n")[0]
    assert "python -m tests.holes" in recipe
