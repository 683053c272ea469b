"""Who may do what to whose data: the one table of it. What stands in none of its lines nobody may do."""

from domain.permissions.forms import FORMS
from domain.permissions.rule import ANYBODY, Place, Rule, Rules, Whose
from domain.permissions.said import SAID
from domain.permissions.verbs import VERBS

__all__ = ["ANYBODY", "FORMS", "SAID", "VERBS", "Place", "Rule", "Rules", "Whose"]
