"""Every guard of a promise, by the part of the house it stands in."""

from tests.mutants import border, control, database, house, pace, process, registries, review, storms, time
from tests.mutants.mutant import Mutant

GUARDS: tuple[Mutant, ...] = (
    *border.GUARDS,
    *pace.GUARDS,
    *storms.GUARDS,
    *house.GUARDS,
    *database.GUARDS,
    *process.GUARDS,
    *registries.GUARDS,
    *review.GUARDS,
    *time.GUARDS,
    *control.GUARDS,
)
