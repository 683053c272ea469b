"""Settings: what is taken, and the one sentence about what is not."""

from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import settings
from bot.settings import Settings, WrongSetting
from domain.deadlines import DayOffPolicy
from domain.keeping import Keeping

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOpp"
EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder and only the token set."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"BOT_{name.upper()}", raising=False)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)


def test_everything_but_the_token_has_a_default() -> None:
    chosen = settings.load()
    assert chosen.token.get_secret_value() == TOKEN
    assert (chosen.api_url, chosen.proxy, str(chosen.database)) == ("https://api.telegram.org", "", "data/bot.sqlite3")
    assert (chosen.admins, chosen.timezone) == (frozenset(), ZoneInfo("Europe/Moscow"))
    assert (chosen.day_off_policy, chosen.log_level) == (DayOffPolicy.PREVIOUS, "INFO")
    assert (chosen.reminder_hour, chosen.quiet_from, chosen.quiet_until) == (time(9), time(20), time(8))


@pytest.mark.parametrize(
    ("written", "admins"),
    [
        ("7", {7}),
        ("7,8", {7, 8}),
        (" 7 8\t9 ", {7, 8, 9}),
        ("7, 8,", {7, 8}),
        ("[7, 8]", {7, 8}),
        ('["7"]', {7}),
        ("", set()),
    ],
)
def test_admins_are_written_in_any_of_these_ways(
    written: str, admins: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_ADMINS", written)
    assert settings.load().admins == admins


@pytest.mark.parametrize("name", [name for name in Settings.model_fields if name != "token"])
def test_an_empty_value_counts_as_not_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    default = getattr(settings.load(), name)
    monkeypatch.setenv(f"BOT_{name.upper()}", "")
    assert getattr(settings.load(), name) == default


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("BOT_TOKEN", "", "не задан"),
        ("BOT_TOKEN", "secret-without-a-number", "не похоже на токен"),
        ("BOT_API_URL", "api.telegram.org", "нужен адрес"),
        ("BOT_API_URL", "http://host:port", "нужен адрес"),
        ("BOT_PROXY", "socks4://secret-host:1080", "нужен адрес"),
        ("BOT_PROXY", "http://secret-host", "нужен адрес"),
        ("BOT_DATABASE", "postgresql://secret", "нужен путь"),
        ("BOT_ADMINS", "7;vetrova", "числовые id"),
        ("BOT_ADMINS", "[7", "числовые id"),
        ("BOT_ADMINS", "-7", "числовые id"),
        ("BOT_TIMEZONE", "Europe/Moskow", "нет такого часового пояса «Europe/Moskow»"),
        ("BOT_TIMEZONE", "../etc", "нет такого часового пояса"),
        ("BOT_DAY_OFF_POLICY", "later", "нужно keep"),
        ("BOT_REMINDER_HOUR", "24", "нужен час от 0 до 23"),
        ("BOT_REMINDER_HOUR", "21", "попадает в тихие часы с 20 до 8"),
        ("BOT_QUIET_FROM", "eight", "нужен час"),
        ("BOT_QUIET_UNTIL", "-1", "нужен час"),
        ("BOT_TEMPLATES", "/nowhere/at/all", "нет папки /nowhere/at/all"),
        ("BOT_LOG_LEVEL", "LOUD", "нужно DEBUG"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_setting(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as wrong:
        settings.load()
    sentence = str(wrong.value)
    assert sentence.startswith(f"{name}: ")
    assert words in sentence
    assert "\n" not in sentence
    assert "secret" not in sentence


def test_an_address_of_ones_own_may_end_with_a_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:8081/")
    assert settings.load().api_url == "http://127.0.0.1:8081"


def test_the_file_is_read_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("BOT_TIMEZONE=Asia/Omsk\nBOT_REMINDER_HOUR=10\nOTHER=1\n", "utf-8")
    monkeypatch.setenv("BOT_REMINDER_HOUR", "11")
    chosen = settings.load()
    assert (chosen.timezone, chosen.reminder_hour) == (ZoneInfo("Asia/Omsk"), time(11))


def test_the_token_is_in_no_text_of_the_settings() -> None:
    assert TOKEN not in f"{settings.load()} {settings.load()!r}"


def test_the_example_names_every_setting_with_a_line_about_it_and_its_default(tmp_path: Path) -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    named = {line.partition("=")[0]: number for number, line in enumerate(lines) if line[:1] not in ("#", "")}
    assert set(named) == {f"BOT_{name.upper()}" for name in Settings.model_fields}
    assert all(lines[number - 1].startswith("# ") for number in named.values())
    assert settings.load(_env_file=EXAMPLE) == settings.load()


@pytest.mark.parametrize("days", ["0", "-1", "36501", "1.5", "скоро"])
def test_things_are_kept_for_whole_days(monkeypatch: pytest.MonkeyPatch, days: str) -> None:
    monkeypatch.setenv("BOT_KEEP_FILES", days)
    with pytest.raises(WrongSetting, match=r"BOT_KEEP_FILES.*число дней"):
        settings.load()


def test_how_long_things_are_kept_is_what_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.load().keeping == Keeping()
    monkeypatch.setenv("BOT_KEEP_CONCERNS", "77")
    assert settings.load().keeping == Keeping(concerns=timedelta(days=77))
