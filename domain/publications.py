"""Publications about mentoring (row 2.4), as a school's log keeps them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from domain.form import Option

OTHER: Final = "other"  # the school's own word is kept instead
CHANNELS: Final = (
    Option("site", "Сайт школы"),
    Option("community", "Сообщество в соцсети"),
    Option("messenger", "Канал в мессенджере"),
    Option("press", "Газета или новости"),
    Option("stand", "Стенд в школе"),
    Option(OTHER, "Другое, напишу"),
)
LABELS: Final = {option.value: option.label for option in CHANNELS if option.value != OTHER}


@dataclass(frozen=True, slots=True)
class Publication:
    """`channel` is a key of `CHANNELS` or the school's own word; `reach` is people, where that is known."""

    id: int
    school_id: int
    school_number: int
    school: str
    published_on: date
    title: str
    channel: str
    link: str | None
    reach: int | None
    revision: int
    withdrawn_at: datetime | None

    @property
    def where(self) -> str:
        """The channel in words."""
        return LABELS.get(self.channel, self.channel)
