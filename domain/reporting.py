"""The forms that answer a dated row of the order (4.1, 4.2): by their key, and by the period they report on."""

from collections.abc import Mapping
from typing import Final

from domain import roadmap
from domain.form import Form
from domain.forms.monitoring import MONITORING
from domain.forms.quality import QUALITY
from domain.periods import Period

FORMS: Final[Mapping[str, Form]] = {form.key: form for form in (MONITORING, QUALITY)}
VERSIONS: Final[Mapping[tuple[str, int], Form]] = {  # every one that anything was ever filed with
    (form.key, form.version): form for form in FORMS.values()
}
_BY_PART: Final[Mapping[str, Form]] = {
    day.part: FORMS[row.form]
    for row in roadmap.ROWS
    if row.form is not None and not isinstance(row.due, roadmap.Span)
    for day in row.due
}


def of(period: str) -> Form:
    """The form that reports on a quarter, or on a half-year: no two do on the same kind. LookupError for any other
    period."""
    try:
        return _BY_PART[Period.parse(period).part]
    except ValueError as unknown:
        raise LookupError(period) from unknown
