"""Every form by its key: who may open, fill and hand it in, and about whose things."""

from typing import Final

from domain.permissions import rule
from domain.permissions.rule import MENTORING, OFFICES, PAIRS, SCHOOL, SELF, TOWN

FORMS: Final = rule.table(
    # Oneself, and what everybody may look for
    (SELF, "name search seek concern-more"),
    (OFFICES, "find import"),
    # Reports of a school, and their review
    (SCHOOL, "monitoring quality ask_back wish"),
    (TOWN, "return.monitoring return.quality reopen review_find extension decline close"),
    # The registry
    (
        SCHOOL,
        "pair closing consent mentor mentee mentee_change wants mentor_change mentor_grade rematch carry erasementor",
    ),
    (PAIRS, "profile met goal rating concern"),
    (SCHOOL, "to_mentor thanks"),
    (MENTORING, "to_coordinator"),
    # Questionnaires
    (SCHOOL, "qs-mentee-before qs-mentee-after qs-mentee.student-before qs-mentee.student-after"),
    (SCHOOL, "qs-mentee.teacher-before qs-mentee.teacher-after qs-coordinator-before qs-coordinator-after"),
    (PAIRS, "qs-mentor-before qs-mentor-after qs-mentor.teacher-before qs-mentor.teacher-after"),
    # Rows of the order and registries
    (SCHOOL, "order plan new_plan partner partner-on partner-off publication fault-words contest-entry"),
    (OFFICES, "material"),
    (TOWN, "town_order return find_row fault-answer control_find results_find"),
    # The department's own
    (TOWN, "schools schoolname deadline dayoff break risk-limits targets"),
    (TOWN, "broadcast motivation event event-cancel event-came contest contest-jury contest-again"),
    (TOWN, "thanks_all concern-answer erasewho erasewhy"),
)
