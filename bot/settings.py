"""Settings from the environment and `.env`, each checked where it is read. A wrong one stops the start."""

import json
import logging
import re
from collections.abc import Callable
from dataclasses import fields
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Any, Final, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import sealing
from domain.deadlines import DayOffPolicy
from domain.keeping import Keeping
from views import checks

PREFIX: Final = "BOT_"
LONGEST: Final = 36500  # days anything is kept
TOKEN: Final = re.compile(r"\d+:[A-Za-z0-9_-]{3,}")


class WrongSetting(ValueError):
    """One sentence for the administrator, naming the setting; never its secret value."""


def _checked(fits: Callable[[Any], bool], words: Callable[[str], str]) -> AfterValidator:
    def check(value: Any) -> Any:
        if not fits(value):
            raise ValueError(words(str(value)))
        return value

    return AfterValidator(check)


def _admins(raw: object) -> frozenset[int]:
    if isinstance(raw, str):
        words = raw.strip()
        if words.startswith("["):
            try:
                raw = json.loads(words)
            except ValueError:
                raise ValueError(checks.ADMINS) from None
        else:
            raw = re.split(r"[\s,;]+", words.strip(",; "))
    values = [raw] if isinstance(raw, int) else list(raw) if isinstance(raw, list | tuple | set | frozenset) else []
    if not all(re.fullmatch(r"[1-9]\d{0,18}", str(value)) for value in values):
        raise ValueError(checks.ADMINS)
    return frozenset(int(value) for value in values)


def _hour(raw: object) -> time:
    if isinstance(raw, time):
        return raw
    if not re.fullmatch(r"\d{1,2}", str(raw)) or int(str(raw)) > 23:
        raise ValueError(checks.HOUR)
    return time(int(str(raw)))


def _zone(raw: object) -> ZoneInfo:
    try:
        return raw if isinstance(raw, ZoneInfo) else ZoneInfo(str(raw))
    except (ValueError, OSError, LookupError):
        raise ValueError(checks.no_such_zone(str(raw))) from None


def _policy(raw: object) -> DayOffPolicy:
    try:
        return DayOffPolicy(str(raw).lower())
    except ValueError:
        raise ValueError(checks.POLICY) from None


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_proxy(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return not value or (parts.scheme in ("http", "https", "socks5") and bool(parts.hostname and parts.port))
    except ValueError:
        return False


def _is_key(secret: SecretStr) -> bool:
    try:
        sealing.by(secret.get_secret_value())
    except ValueError:
        return False
    return True


def _is_level(value: str) -> bool:
    return value.upper() in logging.getLevelNamesMapping()


def _days(raw: object) -> int:
    if not re.fullmatch(r"\d{1,5}", str(raw)) or not 1 <= int(str(raw)) <= LONGEST:
        raise ValueError(checks.DAYS)
    return int(str(raw))


Hour = Annotated[time, BeforeValidator(_hour)]
Days = Annotated[int, BeforeValidator(_days)]


class Settings(BaseSettings):
    """Hours are local time of `timezone`. Make one by `load`, which gives plain words for a wrong value."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
        arbitrary_types_allowed=True,
        frozen=True,
    )

    token: Annotated[
        SecretStr,
        _checked(lambda secret: bool(TOKEN.fullmatch(secret.get_secret_value())), lambda _: checks.TOKEN_SHAPE),
    ]
    api_url: Annotated[
        str, _checked(_is_address, lambda _: checks.API_URL), AfterValidator(lambda url: url.rstrip("/"))
    ] = "https://api.telegram.org"
    proxy: Annotated[str, _checked(_is_proxy, lambda _: checks.PROXY)] = ""
    database: Annotated[Path, _checked(lambda path: ":/" not in str(path), lambda _: checks.DATABASE_PATH)] = Path(
        "data/bot.sqlite3"
    )
    admins: Annotated[frozenset[int], NoDecode, BeforeValidator(_admins)] = frozenset()
    timezone: Annotated[ZoneInfo, BeforeValidator(_zone)] = ZoneInfo("Europe/Moscow")
    day_off_policy: Annotated[DayOffPolicy, BeforeValidator(_policy)] = DayOffPolicy.PREVIOUS
    reminder_hour: Hour = time(9)
    quiet_from: Hour = time(20)
    quiet_until: Hour = time(8)
    templates: Annotated[Path | None, _checked(lambda path: path is None or path.is_dir(), checks.no_folder)] = None
    backups: Path | None = None  # empty: beside the database
    backup_key: Annotated[SecretStr, _checked(_is_key, lambda _: checks.BACKUP_KEY)] = SecretStr("")
    keep_failures: Days = 30
    keep_outbox: Days = 30
    keep_drafts: Days = 400
    keep_concerns: Days = 1095
    keep_mentees: Days = 1095
    keep_files: Days = 30
    keep_links: Days = 30
    keep_knocks: Days = 1
    log_level: Annotated[str, _checked(_is_level, lambda _: checks.LOG_LEVEL), AfterValidator(str.upper)] = "INFO"

    @property
    def keeping(self) -> Keeping:
        days = {one.name: timedelta(days=getattr(self, f"keep_{one.name}")) for one in fields(Keeping)}
        return Keeping(**days)

    @model_validator(mode="after")
    def _reminders_outside_quiet_hours(self) -> Self:
        hour, start, end = self.reminder_hour, self.quiet_from, self.quiet_until
        quiet = start <= hour < end if start <= end else hour >= start or hour < end
        if quiet:
            raise ValueError(checks.reminder_in_quiet_hours(hour.hour, start.hour, end.hour))
        return self


def load(**values: Any) -> Settings:
    """Settings of this process; `values` win over the environment. Raises `WrongSetting`."""
    try:
        return Settings(**values)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
    name = PREFIX + str(first["loc"][0]).upper() if first["loc"] else PREFIX + "REMINDER_HOUR"
    if first["type"] == "missing":
        raise WrongSetting(f"{name}: {checks.missing(name)}")
    error = first.get("ctx", {}).get("error")
    raise WrongSetting(f"{name}: {error or checks.NOT_UNDERSTOOD}")
