"""What is written and sent instead of pressed: commands, and the routes of words, files and members, by their place."""

from typing import Final

from domain.permissions import rule
from domain.permissions.rule import ANYBODY, GROUP, HOLDER, MENTORING, OFFICES, SCHOOL, SHELF, TO_MENTOR, TOWN

SAID: Final = rule.table(
    (HOLDER, "/start"),
    (ANYBODY, "/menu /help /cancel /my_data"),
    (TOWN, "/status /quarter /schools /dates"),
    (OFFICES, "/partners /faults /find"),
    (SCHOOL, "/report /pairs /publications"),
    (MENTORING, "/met"),
    (SHELF, "/materials"),
    # Of a group's: binding asks for a post in the department; for whoever has none it is refused in words
    (GROUP, "/bind /unbind groups.moved_on groups.moved_in groups.silent groups.added groups.removed"),
    # Without a command
    (MENTORING, "meetings.typed"),
    (TO_MENTOR, "as_mentor.typed"),
    (HOLDER, "by_link.typed"),
    (ANYBODY, "papers.Papers.take blocking.stopped"),
    (ANYBODY, "unexpected.Unexpected.message unexpected.Unexpected.edited unexpected.Unexpected.button"),
)
