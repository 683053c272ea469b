"""What becomes of words when a person is erased: every column that can hold some.

Words that were theirs alone go. What a school or the department keeps as its record stays, with the person's name
taken out wherever it is written whole. Columns of keys, codes, states, days, sums and hashes hold no words.
A test walks the schema: a text column that is in none of the three stops it.
"""

from typing import Final

PLAIN: Final = frozenset(
    """
    account action activated_at ages agreed_on album announced_at answered_at archived_at asked_at at audience begun_at
    bound_at cancelled_at chain changed_at closed_at closed_on code commands competences consent_kind
    consent_version consented_at counted_after counted_before created_at dated day debt desk digest done_at
    dropped_at dropped_why due_on effective ended_on ends_at ends_on expires_at filled_at first_at first_day
    form forms given_at granted_at held_on holder jury_told_at key kind last_day left_at logged_at marked_at
    method mime moment month moved_at named_at nominal not_before opened_at opened_on outcome period
    published_on question read_at registry remote_id removed_at reported_at revoked_at roadmap_row role
    said_on sent_at sha256 side signed_at since source starts_at starts_on state token_hash told_day
    told_ending told_expired told_hour told_on undone_at unreachable_since until used_at valid_until version
    wants what who withdrawn_at
    """.split()  # noqa: SIM905 (a line each would hide what else stands here)
)

# Theirs alone: gone, or a dash where the schema wants words.
GONE: Final = {
    "people": ("name",),
    "mentors": ("name", "place", "consent", "achievements", "interests"),
    "mentor_wishes": ("words",),
    "care": ("words",),
    "concern_lines": ("words",),  # of concerns that are over: an open one is about a child, and is read to its end
    "searches": ("words",),
}

# The school's or the department's record: the name is taken out of it.
RECORD: Final = {
    "broadcasts": ("title", "number", "words"),
    "chats": ("title",),
    "contest_entries": ("title", "about", "files"),
    "contest_history": ("note",),
    "contests": ("title", "about", "criteria"),
    "deadline_moves": ("reason",),
    "drafts": ("answers", "kept", "reasons"),  # of a school; one's own go whole
    "erasures": ("reason",),
    "event_history": ("before", "after"),
    "events": ("title", "about", "place", "cancel_reason"),
    "evidence": ("number", "link", "comment", "remark", "reason"),
    "evidence_history": ("before", "after"),
    "extension_events": ("before", "after", "reason"),
    "extension_wishes": ("reason", "answer"),
    "extensions": ("reason",),
    "faults": ("about", "answer"),
    "files": ("name", "trouble"),
    "goal_steps": ("words",),
    "goals": ("words",),
    "imports": ("report",),
    "material_tags": ("tag",),
    "materials": ("title", "about", "words", "link"),
    "meeting_changes": ("before", "after"),
    "meetings": ("topic",),
    "mentees": ("grade", "request", "consent"),
    "outbox": ("body", "file", "error"),
    "pair_events": ("before", "after", "note"),
    "pairs": ("goal", "order_no", "result", "reason", "story"),
    "partners": ("name", "agreement", "end_reason"),
    "period_closings": ("reason",),
    "publications": ("title", "channel", "link"),
    "registry_history": ("before", "after"),
    "remarks": ("remark",),
    "school_breaks": ("title",),
    "school_events": ("before", "after"),
    "submission_events": ("before", "after", "note"),
    "submission_history": ("answers", "reasons"),
    "submissions": ("answers", "reasons"),
}

# Words that are nobody's of those who are erased, and why.
OTHERS: Final = {
    ("audit", "subject"): "ids and periods, in a chain that must not be touched",
    ("checkin_answers", "answer"): "a key",
    ("checkins", "answer"): "a key",
    ("consent_texts", "words"): "our own",
    ("deadline_moves", "after"): "a day",
    ("deadline_moves", "before"): "a day",
    ("deadlines", "since"): "a day",
    ("drafts", "subject"): "ids and periods",
    ("schools", "name"): "a school's; a namesake would rename it",
    ("settings", "value"): "the bot's own notes: instants and counts",
    ("sheet_links", "progress"): "a mentee's, forgotten with the link",
    ("sheets", "answers"): "marks and keys: no question of a sheet takes words",
    ("updates", "failure"): "kind, type and place, by the program's own words",
}
