"""Every guard of a promise, by the part of the house it stands in."""

from tests.mutants import border, house, time
from tests.mutants.mutant import Mutant

GUARDS: tuple[Mutant, ...] = (*border.GUARDS, *house.GUARDS, *time.GUARDS)
