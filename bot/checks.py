"""`python -m bot check`: what would keep the bot from working, in plain words and without the token."""

from pathlib import Path

from bot import opening
from bot.clock import Clock
from bot.http import Api, NoAnswer
from bot.opening import StartFailed
from bot.settings import Settings
from domain import days
from storage import audit, database, updates
from views import checks, documents, templates
from views.documents import BrokenTemplate

SHOWN = 50


async def lines(settings: Settings, clock: Clock) -> tuple[list[str], bool]:
    """A line per check, and whether all is well. Creates or migrates the database as a start would."""
    found = await _telegram(settings)
    try:
        await (await opening.database(settings.database)).close()
        found.append(("BOT_DATABASE", True, checks.database_good(str(settings.database))))
        found.append((checks.AUDIT, *await _audit(settings)))
    except StartFailed as trouble:
        found.append(("BOT_DATABASE", False, str(trouble).removeprefix("BOT_DATABASE: ")))
    local = clock.now().astimezone(settings.timezone)
    found.append(("BOT_TIMEZONE", True, checks.zone_words(str(settings.timezone), f"{local:%d.%m.%Y %H:%M}")))
    found.append(("BOT_ADMINS", bool(settings.admins), checks.admins_words(len(settings.admins))))
    if settings.templates:
        found.append(("BOT_TEMPLATES", *_templates(settings.templates)))
    well = all(good for _, good, _ in found)
    return [*(checks.line(*one) for one in found), checks.ALL_WELL if well else checks.SOMETHING_WRONG], well


async def failures(settings: Settings) -> list[str]:
    """A line per update that was undone, newest first, without anything personal; works beside a running bot."""
    async with database.look(settings.database) as db:
        found = await updates.failures(db, SHOWN)
    zone = settings.timezone
    shown = [checks.failure(f"{at.astimezone(zone):%d.%m.%Y %H:%M}", number, trouble) for at, number, trouble in found]
    return shown or [checks.NO_FAILURES]


async def _audit(settings: Settings) -> tuple[bool, str]:
    """Whether the audit fits its chain, and the local day of the first line that does not."""
    async with database.look(settings.database) as db:
        broken = await audit.verify(db)
        at = await audit.day_of(db, broken) if broken is not None else None
    day = days.words(at.astimezone(settings.timezone).date()) if at else None
    return broken is None, checks.audit_words(broken, day)


def _templates(folder: Path) -> tuple[bool, str]:
    """Which of the department's own templates are used, and which are not, and why."""
    used, broken = [], []
    for kind in templates.KINDS:
        name = templates.name(kind)
        try:
            documents.check((folder / name).read_bytes())
            used.append(name)
        except FileNotFoundError:
            continue
        except (OSError, BrokenTemplate) as trouble:
            broken.append(f"{name} ({trouble})")
    return not broken, checks.templates_words(used, broken)


async def _telegram(settings: Settings) -> list[tuple[str, bool, str]]:
    """Address, proxy and token are told apart by one getMe."""
    api = await Api.open(settings.api_url, settings.token.get_secret_value(), settings.proxy)
    used = bool(settings.proxy)
    try:
        answer = await api.call("getMe", wait=10)
    except NoAnswer as trouble:
        return [
            ("BOT_API_URL", False, checks.api_silent(settings.api_url, str(trouble))),
            ("BOT_PROXY", not used, checks.proxy_words(used, reached=False)),
            ("BOT_TOKEN", False, checks.TOKEN_UNPROVED),
        ]
    finally:
        await api.close()
    proxy = ("BOT_PROXY", True, checks.proxy_words(used, reached=True))
    if not answer.from_api or answer.code >= 500:
        return [("BOT_API_URL", False, checks.api_odd(answer.code)), proxy, ("BOT_TOKEN", False, checks.TOKEN_UNPROVED)]
    address = ("BOT_API_URL", True, checks.api_reached(settings.api_url))
    if not answer.ok:
        return [address, proxy, ("BOT_TOKEN", False, checks.TOKEN_REFUSED.removeprefix("BOT_TOKEN: "))]
    name = answer.result.get("username", "") if isinstance(answer.result, dict) else ""
    return [address, proxy, ("BOT_TOKEN", True, checks.token_accepted(str(name)))]
