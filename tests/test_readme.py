"""What the README says is so: commands, settings, folders and pictures."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings
from domain import roadmap

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.ru.md")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
SETTINGS = {PREFIX + name.upper() for name in Settings.model_fields}


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", READMES)
def test_every_make_target_it_names_exists(name: str) -> None:
    named = set(re.findall(r"(?:`|^)make\s([a-z]+)", text(name), re.MULTILINE))
    assert {"demo", "test", "run", "check", "bench", "install"} <= named
    assert named <= TARGETS


@pytest.mark.parametrize("name", READMES)
def test_it_names_every_setting_and_no_other(name: str) -> None:
    assert set(re.findall(r"BOT_[A-Z_]+", text(name))) == SETTINGS


def test_the_example_names_every_setting_and_no_other() -> None:
    assert set(re.findall(r"^(BOT_[A-Z_]+)=", text(".env.example"), re.MULTILINE)) == SETTINGS


def test_the_table_gives_the_real_defaults() -> None:
    rows = dict(re.findall(r"^\| `(BOT_[A-Z_]+)` \|[^|]*\| ([^|]*) \|$", text("README.md"), re.MULTILINE))
    for name in ("API_URL", "DATABASE", "TIMEZONE", "DAY_OFF_POLICY", "LOG_LEVEL"):
        assert rows[PREFIX + name] == str(Settings.model_fields[name.lower()].default), name


@pytest.mark.parametrize("command", ["run", "check", "demo", "roadmap", "failures"])
def test_every_command_it_names_is_known(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", command, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_the_roadmap_command_prints_every_row_with_its_dates() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "roadmap", "--year", "2027"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    rows = re.findall(r"^\s+(\d\.\d)\s", done.stdout, re.MULTILINE)
    assert " ".join(rows) == "1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 2.1 2.2 2.3 2.4 2.6 3.1 3.2 3.3 4.1 4.2 5.1"
    assert "сб 25.09.2027 → пт 24.09.2027" in done.stdout


@pytest.mark.parametrize("name", READMES)
def test_every_file_it_points_at_is_there(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text(name))
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


@pytest.mark.parametrize("name", READMES)
def test_every_folder_of_the_map_is_there(name: str) -> None:
    folders = re.findall(r"^\| `([a-z]+)/` \|", text(name), re.MULTILINE)
    assert {"bot", "handlers", "scheduler", "storage", "views", "domain", "tests"} <= set(folders)
    for folder in folders:
        assert (ROOT / folder).is_dir(), folder


def test_its_table_has_every_row_of_the_order_and_tests_that_exist() -> None:
    table = text("README.md").partition("## Every row of the order")[2].partition("\n## ")[0]
    lines = re.findall(r"^\| ([\d., ]+) \|.*?\|([^|]*)\|$", table, re.MULTILINE)
    assert {row for rows, _ in lines for row in rows.split(", ")} == {row.number for row in roadmap.ROWS}
    for _, tests in lines:
        named = re.findall(r"`([\w/.]+)::(\w+)`", tests)
        assert named
        for file, name in named:
            folder = ROOT if "/" in file else ROOT / "tests" / "scenarios"
            assert f"def {name}(" in (folder / file).read_text("utf-8"), f"{file}::{name}"
