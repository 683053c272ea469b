"""Every guard of a promise, by the part of the house it stands in."""

from tests.mutants import (
    backups,
    border,
    control,
    database,
    documents,
    flood,
    house,
    letters,
    logs,
    pace,
    papers,
    personal,
    posts,
    process,
    registries,
    review,
    storms,
    time,
)
from tests.mutants.mutant import Mutant

GUARDS: tuple[Mutant, ...] = (
    *backups.GUARDS,
    *border.GUARDS,
    *control.GUARDS,
    *database.GUARDS,
    *documents.GUARDS,
    *flood.GUARDS,
    *house.GUARDS,
    *letters.GUARDS,
    *logs.GUARDS,
    *pace.GUARDS,
    *papers.GUARDS,
    *personal.GUARDS,
    *posts.GUARDS,
    *process.GUARDS,
    *registries.GUARDS,
    *review.GUARDS,
    *storms.GUARDS,
    *time.GUARDS,
)
