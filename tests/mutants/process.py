"""The end of the process, and full disks while it runs: it goes in good time and gives back what it holds."""

from typing import Final

from tests.mutants.mutant import Mutant

PROCESS: Final = "tests/bot/test_process.py"
LATE: Final = (f"{PROCESS}::test_ended_while_the_server_is_slow_it_repeats_what_may_have_arrived_and_says_so",)
FULL: Final = (f"{PROCESS}::test_a_full_disk_takes_nothing_back_and_nothing_away",)
UPLOADING: Final = ("tests/bot/test_uploading.py",)

GUARDS: Final = (
    Mutant(
        "the end waits for a batch for so long only",
        "bot/app.py",
        "await asyncio.wait([polling, delivering], timeout=GRACE)",
        "await asyncio.wait([polling, delivering])",
        (f"{PROCESS}::test_ended_in_the_middle_of_a_batch_it_gives_it_back",),
    ),
    Mutant(
        "the end waits for a tick for so long only",
        "bot/app.py",
        "async with asyncio.timeout(1), self._ticking:",
        "async with self._ticking:",
        (f"{PROCESS}::test_ended_in_the_middle_of_a_long_tick_it_tells_the_next_time_and_once",),
    ),
    Mutant(
        "the end waits for messages under way for so long only",
        "bot/app.py",
        "await self._delivery.stop(GRACE)",
        "await self._delivery.stop(60)",
        LATE,
    ),
    Mutant(
        "what is under way when the grace ends may have arrived",
        "bot/delivery.py",
        'NoAnswer("stopped", unknown=True)',
        'NoAnswer("stopped", unknown=False)',
        LATE,
    ),
    Mutant(
        "a file that was leaving when the grace ended may have arrived",
        "bot/uploading.py",
        'Outage("stopped", unknown=uploading,',
        'Outage("stopped", unknown=False,',
        UPLOADING,
    ),
    Mutant(
        "a file that was being made when the grace ended has not arrived",
        "bot/uploading.py",
        'Outage("stopped", unknown=uploading,',
        'Outage("stopped", unknown=True,',
        UPLOADING,
    ),
    Mutant(
        "results that could not be written down are not forgotten",
        "bot/delivery.py",
        "self._finished = self._settling + self._finished",
        "pass",
        FULL,
    ),
    Mutant(
        "a full disk does not keep the process from ending",
        "bot/delivery.py",
        "            try:\n"
        "                await self.step()\n"
        "            except Exception as error:  # a full disk: the next start finds them as sends nobody knows about\n"
        '                log.error("results could not be written down", count=len(self._finished), place=where(error))\n',
        "            await self.step()\n",
        (f"{PROCESS}::test_ended_on_a_full_disk_it_goes_in_good_time_and_what_was_sent_is_known_to_be_uncertain",),
    ),
    Mutant(
        "a drawing that has begun does not keep the process alive",
        "bot/aside.py",
        "daemon=True",
        "daemon=False",
        (f"{PROCESS}::test_ended_while_a_table_is_drawn_it_does_not_wait_for_it_and_draws_it_the_next_time",),
    ),
    Mutant(
        "the log says what the database complains about",
        "bot/trouble.py",
        'getattr(error, "sqlite_errorname", "")',
        '""',
        FULL,
    ),
    Mutant(
        "a start that fails is seen by whoever started it",
        "bot/__main__.py",
        "        print(failed, file=sys.stderr)\n        return 1",
        "        print(failed, file=sys.stderr)\n        return 0",
        (f"{PROCESS}::test_a_second_process_on_the_same_database_refuses_with_a_sentence",),
    ),
    Mutant(
        "a batch is acknowledged once it is committed",
        "bot/intake.py",
        '        self._polling.offset = max(raw["update_id"] for raw in numbered) + 1\n        if effects',
        "        if effects",
        FULL,
    ),
    Mutant(
        "a start that is ended does not wait for Telegram",
        "bot/app.py",
        "            starting.cancel()\n",
        "",
        (f"{PROCESS}::test_ended_before_telegram_has_answered_at_all_it_goes_at_once",),
    ),
)
