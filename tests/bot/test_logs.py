"""What a log line may hold: words of ours, and values under known keys."""

import ast
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import logs
from bot.logs import KEYS, Discreet

HOUSE = Path(logs.__file__).parents[1]
PARTS = ("bot", "handlers", "scheduler", "storage", "views", "domain")
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
SHORT = "1:abc"  # a token, by its shape alone it would not be known for one
PRIVATE = "Анна Ветрова"


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """What would be printed."""
    printed: list[str] = []

    class Printed(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if not record.name.startswith("aiosqlite"):  # a thread of another test may be at its last words
                printed.append(self.format(record))

    handler = Printed()
    handler.setFormatter(Discreet(SHORT))
    caplog.set_level(logging.DEBUG)
    logging.getLogger().addHandler(handler)
    yield printed
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("said", [SHORT, "987654321:AAbbCCddEEffGGhhIIjjKKllMM"])
def test_no_line_holds_a_token(lines: list[str], said: str) -> None:
    logs.get("x").error("see", reason=f"https://example.org/bot{said}/getMe")
    logging.getLogger("library").error(f"https://example.org/bot{said}")
    logging.getLogger("library").error("https://example.org/bot%s", said)
    assert not any(said in line for line in lines)
    assert "<token>" in lines[0]


def test_a_line_is_keys_and_values(lines: list[str]) -> None:
    logs.get("bot.delivery").warning("asked to wait", row=5, seconds=3)
    [line] = lines
    at, _, rest = line.partition(" ")
    assert at.startswith("at=20")
    assert rest == 'level=warning logger=bot.delivery event="asked to wait" row=5 seconds=3'


def test_what_stands_under_no_known_key_does_not_leave(lines: list[str]) -> None:
    logs.get("x").warning("see", person=PRIVATE, text=PRIVATE)
    assert PRIVATE not in lines[0]
    assert "event=see" in lines[0]


def test_of_a_library_its_sentence_is_said_and_none_of_its_values(lines: list[str]) -> None:
    library = logging.getLogger("library")
    library.warning("job %s failed", PRIVATE)
    library.warning(f"job of {PRIVATE} failed")
    try:
        raise RuntimeError(PRIVATE)
    except RuntimeError:
        library.exception("trouble")
    assert not any(PRIVATE in line for line in lines)
    assert len(lines) == 3
    assert 'event="job %s failed"' in lines[0]
    assert "event=trouble" in lines[2]
    assert "RuntimeError at tests/bot/test_logs.py" in lines[2]


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of a logger in the house."""
    for path in (file for part in PARTS for file in (HOUSE / part).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in LEVELS
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in ("log", "logger", "logging")
            ):
                yield f"{path.relative_to(HOUSE)}:{node.lineno}", node


def test_every_line_of_the_house_is_a_sentence_of_ours_and_known_keys() -> None:
    found = list(calls())
    assert len(found) > 25
    for place, call in found:
        [sentence] = call.args
        constant = isinstance(sentence, ast.Constant) or ast.unparse(sentence) == "checks.WAITING"
        assert constant, place
        assert {keyword.arg for keyword in call.keywords} <= KEYS, place
