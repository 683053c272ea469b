"""The list of mutants keeps step with the code."""

from pathlib import Path

import pytest

from tests.mutants.guards import GUARDS
from tests.mutants.mutant import Mutant

HOUSE = Path(__file__).parents[1]


@pytest.mark.parametrize("mutant", GUARDS, ids=lambda one: one.promise)
def test_each_guard_is_found_where_its_mutant_says(mutant: Mutant) -> None:
    assert (HOUSE / mutant.file).read_text("utf-8").count(mutant.old) == 1
    assert all((HOUSE / test.partition("::")[0]).is_file() for test in mutant.tests)
