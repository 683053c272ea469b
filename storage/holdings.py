"""Where the database names a person: every column, how it is called before them, and which day stands beside it.

A test walks the schema: a column that names people stands here, or in `NOBODYS` with the reason why not.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of `table` are about whoever `column` names; `kind` is the word they are counted under, `at` the column
    with their day. `hidden` columns are somebody else's, or secrets."""

    kind: str
    table: str
    column: str
    at: str | None = None
    hidden: tuple[str, ...] = ()


HELD: Final = (
    Held("person", "people", "id", "created_at"),
    Held("consent", "consents", "person_id", "given_at"),
    Held("post", "roles", "person_id", "granted_at"),
    Held("mentor", "mentors", "person_id", "created_at"),
    Held("invited", "invitations", "created_by", "created_at", ("token_hash",)),
    Held("came", "invitations", "used_by", "used_at", ("token_hash",)),
    Held("file", "files", "by_person", "at", ("remote_id",)),
    Held("draft", "drafts", "begun_by", "changed_at", ("answers", "kept", "reasons")),
    Held("open", "focus", "person_id"),
    Held("receipt", "receipts", "person_id", "at"),
    Held("report", "submissions", "by_person", "changed_at"),
    Held("revision", "submission_history", "by_person", "at"),
    Held("review", "submission_events", "by_person", "at"),
    Held("remark", "remarks", "by_person", "at"),
    Held("evidence", "evidence", "by_person", "changed_at"),
    Held("paper_step", "evidence_history", "by_person", "at"),
    Held("reminder", "reminders", "person_id", "said_on"),
    Held("snooze", "snoozes", "person_id", "until"),
    Held("letter", "broadcasts", "by_person", "created_at"),
    Held("reading", "broadcast_people", "person_id", "at"),
    Held("event", "events", "by_person", "created_at"),
    Held("event", "event_history", "by_person", "at"),
    Held("guest", "event_guests", "person_id", "signed_at"),
    Held("marked", "event_guests", "marked_by", "marked_at", ("person_id",)),
    Held("contest", "contests", "by_person", "created_at"),
    Held("contest", "contest_history", "by_person", "at"),
    Held("jury", "contest_jury", "person_id", "named_at"),
    Held("score", "contest_scores", "person_id", "at"),
    Held("entry", "contest_entries", "by_person", "changed_at"),
    Held("meeting", "meetings", "logged_by", "logged_at"),
    Held("meeting_step", "meeting_changes", "by_person", "at"),
    Held("checkin_now", "checkins", "by_person", "answered_at"),
    Held("checkin", "checkin_answers", "by_person", "at"),
    Held("wish", "mentor_wishes", "by_person", "at"),
    Held("answered", "mentor_wishes", "closed_by", "closed_at", ("words",)),
    Held("care", "care", "by_person", "at"),
    Held("goal", "goal_steps", "by_person", "at"),
    Held("rating", "goal_ratings", "by_person", "at"),
    Held("concern", "concerns", "by_person", "opened_on"),
    Held("concern_line", "concern_lines", "by_person", "at"),
    Held("duty", "concern_duty", "by_person", "at"),
    Held("sheet", "sheets", "by_person", "filled_at", ("answers",)),
    Held("link", "sheet_links", "created_by", "created_at", ("token_hash", "holder", "progress")),
    Held("pair", "pair_events", "by_person", "at"),
    Held("kept", "partners", "by_person", "changed_at"),
    Held("kept", "partner_confirmations", "by_person", "at"),
    Held("kept", "materials", "by_person", "created_at"),
    Held("kept", "publications", "by_person", "created_at"),
    Held("kept", "registry_history", "by_person", "at"),
    Held("fault", "faults", "by_person", "opened_at"),
    Held("answered", "faults", "closed_by", "closed_at", ("about",)),
    Held("import", "imports", "by_person", "at"),
    Held("search", "searches", "person_id"),
    Held("date", "extensions", "by_person", "at"),
    Held("date", "extension_events", "by_person", "at"),
    Held("date", "extension_wishes", "by_person", "at"),
    Held("answered", "extension_wishes", "answered_by", "answered_at", ("reason",)),
    Held("date", "deadlines", "moved_by", "moved_at"),
    Held("date", "deadline_moves", "by_person", "at"),
    Held("date", "period_closings", "by_person", "at"),
    Held("date", "years", "activated_by", "activated_at"),
    Held("date", "school_breaks", "by_person", "at"),
    Held("date", "school_breaks", "dropped_by", "dropped_at"),
    Held("limit", "risk_limits", "by_person", "at"),
    Held("limit", "targets", "by_person", "at"),
    Held("school", "school_events", "by_person", "at"),
    Held("group", "chats", "bound_by", "bound_at"),
    Held("audit", "audit", "person_id", "at", ("chain",)),
    Held("erasure", "erasures", "asked_by", "asked_at"),
    Held("erasure", "erasures", "confirmed_by", "done_at"),
)

# What looks as if it named a person, and why it is not counted.
NOBODYS: Final = {
    ("people", "telegram_id"): "the account itself stands at the head of the page",
    ("outbox", "chat_id"): "messages on their way, counted apart and forgotten at night",
    ("chats", "id"): "which message carries the keyboard: no row of a person's own",
    ("knocks", "who"): "a keyed hash: the database alone tells nobody by it",
    ("sheet_links", "holder"): "a keyed hash of a mentee's chat, forgotten with the link",
}
