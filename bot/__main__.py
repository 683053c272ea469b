"""The command line, and a map of the house.

    bot/          the process: the only caller of Telegram
      settings    what the administrator sets          app        wires everything, starts and stops it
      intake      updates → one transaction            replies    what handlers return → rows of the outbox
      delivery    outbox → Telegram, at its pace       settling   what each outcome means for a row
      telegram    screens as requests                  outcomes   its answers in our words
      sandbox/    a Telegram to run against without a token
    handlers/     one file is one conversation; a handler loads, asks the domain, saves, returns what to show
    scheduler/    ticks, what is due, days off
    storage/      SQL in, values out; one file per table or close family of tables
    views/        everything a person sees: screens, charts, spreadsheets
    domain/       the rules of the order, the forms as data and the engine that walks them; pure

Imports point down only.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from bot import backup_commands, logs, loop, settings
from bot.clock import SystemClock


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code: 0, 1 when something failed, 2 when a setting is wrong."""
    words = sys.argv[1:] if argv is None else list(argv)
    if words[:1] == ["demo"]:
        from bot.sandbox import demo

        return demo.main(words[1:])
    command = _parser().parse_args(words)
    try:
        if command.name == "check":
            return _check()
        if command.name == "failures":
            return _failures()
        if command.name in ("backup", "restore"):
            return _backup(command)
        if command.name == "roadmap":
            return _roadmap(command.year)
        return _run()
    except settings.WrongSetting as wrong:
        print(wrong, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="The mentoring roadmap bot.")
    parser.set_defaults(name="run")
    commands = parser.add_subparsers(title="commands", dest="name", metavar="")
    commands.add_parser("run", help="the bot (this is the default)")
    commands.add_parser("demo", help="a local Telegram in the browser, no token needed", add_help=False)
    commands.add_parser("check", help="what is wrong with token, proxy, address, database, time zone")
    commands.add_parser("failures", help="updates that were undone of late: when, of which kind, where in the program")
    backup_commands.attach(commands)
    roadmap = commands.add_parser("roadmap", help="every row of the order with its dates")
    roadmap.add_argument("--year", type=_year, default=SystemClock().now().year)
    return parser


def _year(text: str) -> int:
    year = int(text)
    if not 2000 <= year <= 2999:
        raise ValueError
    return year


def _run() -> int:
    chosen = settings.load()
    logs.set_up(chosen.log_level, chosen.token.get_secret_value())
    from bot.app import App
    from bot.opening import StartFailed

    try:
        loop.run(App(chosen, SystemClock()).run())
    except StartFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    return 0


def _check() -> int:
    chosen = settings.load()
    from bot import checks

    lines, well = asyncio.run(checks.lines(chosen, SystemClock()))
    print(*lines, sep="\n")
    return 0 if well else 1


def _failures() -> int:
    from bot import checks

    print(*asyncio.run(checks.failures(settings.load(token="0:not-needed-here"))), sep="\n")  # noqa: S106
    return 0


def _backup(command: argparse.Namespace) -> int:
    if command.name == "restore":
        return backup_commands.restore(command)
    return backup_commands.backup(command, SystemClock())


def _roadmap(year: int) -> int:
    from domain import deadlines
    from scheduler import days_off
    from views import roadmap

    chosen = settings.load(token="0:not-needed-here")  # noqa: S106
    calendar = days_off.calendar(range(year - 1, year + 2))
    dates = deadlines.of_year(year, chosen.day_off_policy, calendar, chosen.timezone)
    print(*roadmap.lines(year, dates, chosen.day_off_policy, days_off.published(year)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
