"""The half-year assessment (row 4.2) on the coordinator's screen: what stands above its questions."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from domain import half_year
from domain.form import Answers
from domain.forms.quality import COUNTED, GOOD, RISES, SATISFIED
from domain.growth import LEAST
from domain.quality import Counted

BOTH_TIMES: Final = frozenset(question.key for question in RISES if question.key != "goals")
SHARES: Final = frozenset(question.key for question in (*SATISFIED, *GOOD))


def notes(found: Counted) -> Mapping[str, str]:
    """Above each counted question: where its number comes from, or why there is none."""
    return {key: _note(key, found) for key in COUNTED}


def _note(key: str, found: Counted) -> str:
    many = found.answered[key]
    if key in BOTH_TIMES:
        source = f"Анкет и до, и после: {many}"
    else:
        source = f"Анкет «после» с ответом: {many}" if key in SHARES else f"Целей, оценённых дважды: {many}"
    if found.known[key] is not None:
        return f"{source}. Бот уже посчитал."
    return f"{source}. Считаем от {LEAST}, чтобы никого нельзя было узнать. Можно пропустить."


def key_numbers(filed: Sequence[Answers]) -> Markup:
    """Of one report or of many: who is satisfied."""
    found = [
        Markup("{} <b>{} из {}</b>").format(whose, one.part, one.whole)
        for side, whose in (("mentee", "наставляемые"), ("mentor", "наставники"))
        if (one := half_year.share(filed, f"{side}_satisfied"))
    ]
    return Markup("Довольны: {}").format(Markup(", ").join(found)) if found else Markup("Довольных не посчитали.")
