"""Tags as an answer: words with commas, in lower case, each once."""

import re
from dataclasses import dataclass

from domain import privacy
from domain.form import AnswerRejected, Facts, Option, TooPersonal, Value

MOST = 6
LONGEST = 20  # characters: with its count a tag fits a button
HEAVIEST = 48  # bytes, of which a button carries 64 in all
UNUSUAL = re.compile(r"[^\w \-–+]|_")
EXAMPLE = "Например: профориентация, 8 класс"


def split(value: Value) -> tuple[str, ...]:
    """The tags of an answer."""
    return tuple(str(value).split(", ")) if value else ()


@dataclass(frozen=True, slots=True)
class Tags:
    """Kept as one text, «профориентация, 8 класс»."""

    def parse(self, raw: str, facts: Facts) -> str:
        found: dict[str, None] = {}
        for part in re.split(r"[,;#\n]", raw):
            tag = " ".join(UNUSUAL.sub(" ", part).lower().split())
            if not re.search(r"\w", tag):
                continue
            if len(tag) > LONGEST or len(tag.encode()) > HEAVIEST:
                raise AnswerRejected(f"Метка «{tag}» длиннее {LONGEST} знаков. Разделите запятыми. {EXAMPLE}")
            found[tag] = None
        if not found:
            raise AnswerRejected(f"Напишите метки через запятую. {EXAMPLE}")
        if len(found) > MOST:
            raise AnswerRejected(f"Получилось меток: {len(found)}, поместится {MOST}. Оставьте главные.")
        if noticed := privacy.personal(raw):
            raise TooPersonal(f"Похоже, здесь {noticed.value}. В метках только темы: я ничего не сохранил.")
        return ", ".join(found)

    def show(self, value: Value, facts: Facts) -> str:
        return str(value)

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return ()
