"""`make mutants`: each guard removed once, in a copy of the tree; the tests named beside it must notice.

python -m tests.mutants               all of them; 1 when one survives, or no longer fits the code
python -m tests.mutants intake time   those whose promise or file has one of these words in it
"""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.mutants.guards import GUARDS
from tests.mutants.mutant import Mutant

HOUSE: Final = Path(__file__).parents[2]
WORKERS: Final = 2
PATIENCE: Final = 240.0  # seconds: a guard whose absence hangs the tests is noticed, too
UNHARMED: Final = 1800.0  # seconds for the tests of all guards together, on a machine that has other things to do
FAILED: Final = 1  # how pytest ends when a test has failed; anything else is trouble of another kind


@dataclass(frozen=True, slots=True)
class Verdict:
    mutant: Mutant
    caught: bool
    words: str


async def main(words: list[str]) -> int:
    wanted = [one for one in GUARDS if not words or any(word in f"{one.promise} {one.file}" for word in words)]
    queue: asyncio.Queue[Mutant] = asyncio.Queue()
    for one in wanted:
        queue.put_nowait(one)
    verdicts: list[Verdict] = []
    with tempfile.TemporaryDirectory() as folder:
        trees = [_copy(Path(folder) / str(n)) for n in range(WORKERS)]
        unharmed = sorted({test for one in wanted for test in one.tests})
        if unharmed and (code := await _tests(trees[0], tuple(unharmed), UNHARMED)) != 0:
            print(f"the tests fail without any mutant already: pytest ended with {code}")
            return 1
        await asyncio.gather(*(_work(tree, queue, verdicts) for tree in trees))
    survived = [verdict for verdict in verdicts if not verdict.caught]
    print(f"{len(verdicts)} guards removed, {len(verdicts) - len(survived)} noticed, {len(survived)} not")
    return 1 if survived else 0


def _copy(target: Path) -> Path:
    """The tree as git knows it, with what is not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in listed.stdout.splitlines():
        if (HOUSE / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOUSE / name, target / name)
    return target


async def _work(tree: Path, queue: "asyncio.Queue[Mutant]", verdicts: list[Verdict]) -> None:
    while not queue.empty():
        verdict = await _try(tree, queue.get_nowait())
        verdicts.append(verdict)
        mark = "noticed " if verdict.caught else "SURVIVED"
        print(f"{mark}  {verdict.mutant.file:<28} {verdict.mutant.promise}{verdict.words}", flush=True)


async def _try(tree: Path, mutant: Mutant) -> Verdict:
    file = tree / mutant.file
    whole = file.read_text("utf-8")
    if whole.count(mutant.old) != 1:
        return Verdict(mutant, False, f" (its place is found {whole.count(mutant.old)} times)")
    file.write_text(whole.replace(mutant.old, mutant.new), "utf-8")
    try:
        code = await _tests(tree, mutant.tests)
    finally:
        file.write_text(whole, "utf-8")
    return Verdict(mutant, code == FAILED, "" if code in (0, FAILED) else f" (pytest ended with {code})")


async def _tests(tree: Path, tests: tuple[str, ...], patience: float = PATIENCE) -> int:
    """How pytest ends; `FAILED` where it does not end at all."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header", "--tb=no", *tests),
        cwd=tree,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(patience):
            return await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
        return FAILED


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
