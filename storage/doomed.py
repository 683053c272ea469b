"""What goes with an erased school or year: rows by table, those that refer to others first.

A where-clause names the school as `:school`, a year as `:year`, its first day as `:first` and the first of the next
as `:next`. A test walks the schema: what belongs to a school stands here, or in `STAYS` with the reason.
"""

from typing import Final

Rows = tuple[tuple[str, str], ...]

OF_SCHOOL: Final = "SELECT id FROM pairs WHERE school_id = :school"
OF_YEAR: Final = "SELECT id FROM pairs WHERE state IN ('completed', 'stopped') AND closed_on < :next"


def of_pairs(pairs: str) -> Rows:
    """Everything that hangs on these pairs, and they themselves."""
    meetings = f"meeting_id IN (SELECT id FROM meetings WHERE pair_id IN ({pairs}))"
    goals = f"goal_id IN (SELECT id FROM goals WHERE pair_id IN ({pairs}))"
    mine = f"pair_id IN ({pairs})"
    return (
        ("meeting_mentees", meetings),
        ("meeting_changes", meetings),
        ("meetings", mine),
        ("checkin_answers", f"checkin_id IN (SELECT id FROM checkins WHERE {mine})"),
        ("checkins", mine),
        ("mentor_wishes", mine),
        ("care", mine),
        ("goal_steps", goals),
        ("goal_ratings", goals),
        ("goals", mine),
        ("goal_calls", mine),
        ("pair_events", mine),
        ("concern_lines", f"concern_id IN (SELECT id FROM concerns WHERE {mine})"),
        ("concerns", mine),
        ("sheet_links", f"sheet_id IN (SELECT id FROM sheets WHERE {mine})"),
        ("sheets", mine),
        ("pair_mentees", mine),
        ("pairs", f"id IN ({pairs})"),
    )


def history(registry: str, table: str) -> tuple[str, str]:
    return (
        "registry_history",
        f"registry = '{registry}' AND subject_id IN (SELECT id FROM {table} WHERE school_id = :school)",
    )


HERE: Final = "school_id = :school"
SUBMITTED: Final = "submission_id IN (SELECT id FROM submissions WHERE school_id = :school)"
SCHOOL: Final[Rows] = (
    ("sheet_links", f"sheet_id IN (SELECT id FROM sheets WHERE {HERE})"),
    ("sheets", HERE),
    ("concern_lines", f"concern_id IN (SELECT id FROM concerns WHERE {HERE})"),
    ("concerns", HERE),
    *of_pairs(OF_SCHOOL),
    *(history(one, f"{one}s") for one in ("partner", "material", "publication", "fault", "mentor", "mentee")),
    ("invitations", HERE),
    ("roles", HERE),
    ("mentors", HERE),
    ("mentees", HERE),
    ("imports", HERE),
    ("evidence_history", f"evidence_id IN (SELECT id FROM evidence WHERE {HERE})"),
    ("evidence", HERE),
    ("partners", HERE),
    ("partner_confirmations", HERE),
    ("material_tags", f"material_id IN (SELECT id FROM materials WHERE {HERE})"),
    ("materials", HERE),
    ("publications", HERE),
    ("faults", HERE),
    ("extensions", HERE),
    ("extension_events", HERE),
    ("extension_wishes", HERE),
    ("contest_scores", f"entry_id IN (SELECT id FROM contest_entries WHERE {HERE})"),
    ("contest_history", f"entry_id IN (SELECT id FROM contest_entries WHERE {HERE})"),
    ("contest_entries", HERE),
    ("event_guests", HERE),
    ("drafts", HERE),
    ("receipts", HERE),
    ("school_events", HERE),
    ("submission_history", SUBMITTED),
    ("submission_events", SUBMITTED),
    ("remarks", SUBMITTED),
)

# Of a school, and yet not gone.
STAYS: Final = {
    "schools": "its number and counters: codes are never given twice. Its name goes",
    "submissions": "the sums of the municipality are made of their numbers. Their words go",
    "files": "go by themselves, once nothing refers to them",
    "audit": "numbers alone, in a chain",
    "focus": "goes with its draft",
    "broadcast_people": "of a letter of the department: a number has read it",
    "concern_duty": "a post in the department",
}

IN_YEAR: Final = "period LIKE :year || '-%'"
FILED: Final = f"submission_id IN (SELECT id FROM submissions WHERE {IN_YEAR})"
ENTERED: Final = "contest_id IN (SELECT id FROM contests WHERE year = :year)"
HELD: Final = "event_id IN (SELECT id FROM events WHERE starts_at >= :first AND starts_at < :next)"
SENT: Final = "created_at >= :first AND created_at < :next AND (reported_at IS NOT NULL OR undone_at IS NOT NULL)"
YEAR: Final[Rows] = (
    *of_pairs(OF_YEAR),
    ("sheets", "side = 'coordinator' AND year = :year"),
    ("evidence_history", f"evidence_id IN (SELECT id FROM evidence WHERE {IN_YEAR})"),
    ("evidence", IN_YEAR),
    ("partner_confirmations", IN_YEAR),
    ("extensions", IN_YEAR),
    ("extension_events", IN_YEAR),
    ("extension_wishes", IN_YEAR),
    (
        "registry_history",
        "registry = 'publication' AND subject_id IN (SELECT id FROM publications WHERE "
        "published_on >= :first AND published_on < :next)",
    ),
    ("publications", "published_on >= :first AND published_on < :next"),
    ("contest_scores", f"entry_id IN (SELECT id FROM contest_entries WHERE {ENTERED})"),
    ("contest_entries", ENTERED),
    ("contest_jury", ENTERED),
    ("contest_history", ENTERED),
    ("event_guests", HELD),
    ("event_history", HELD),
    ("broadcast_people", f"broadcast_id IN (SELECT id FROM broadcasts WHERE {SENT})"),
    ("broadcasts", SENT),
    ("submission_history", FILED),
    ("submission_events", FILED),
    ("remarks", FILED),
)
