"""How long what is over is kept, as the municipality sets it."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Keeping:
    """From the end of each: a failed update, a message, a draft nobody goes on with, a closed concern, the last pair
    of an archived mentee, a file that no form has kept, a link, a wrong invitation."""

    failures: timedelta = timedelta(days=30)
    outbox: timedelta = timedelta(days=30)
    drafts: timedelta = timedelta(days=400)  # the form of a year may wait for the next one's
    concerns: timedelta = timedelta(days=3 * 365)
    mentees: timedelta = timedelta(days=3 * 365)
    files: timedelta = timedelta(days=30)
    links: timedelta = timedelta(days=30)
    knocks: timedelta = timedelta(days=1)
