"""An address of the web as an answer: kept as it was typed, tracking parameters and all."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.form import AnswerRejected, Facts, Option, Value

LONGEST = 1000  # characters
EXAMPLE = "Например: https://school7.example/news/15"


@dataclass(frozen=True, slots=True)
class Link:
    """Only http and https; an address without either is read as https."""

    def parse(self, raw: str, facts: Facts) -> str:
        text = raw.strip()
        if len(text) > LONGEST:
            raise AnswerRejected(f"Ссылка длиннее {LONGEST} знаков, столько не поместится. Пришлите короче.")
        if "://" not in text and not text.lower().startswith(("mailto:", "javascript:", "data:", "tel:")):
            text = f"https://{text}"
        if not _opens(text):
            raise AnswerRejected(f"Нужна ссылка, которая открывается в браузере. {EXAMPLE}")
        return text

    def show(self, value: Value, facts: Facts) -> str:
        return str(value)

    def choices(self, facts: Facts) -> tuple[Option, ...]:
        return ()


def _opens(text: str) -> bool:
    """A scheme of the web, a host with a dot inside, nothing that would end or hide the address."""
    if any(character.isspace() or not character.isprintable() or character in '<>"`' for character in text):
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        return parts.scheme in ("http", "https") and parts.username is None and parts.port != 0 and _host(host)
    except ValueError:  # a port that is no number, brackets that do not close
        return False


def _host(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    return len(labels) > 1 and all(
        label and not label.startswith("-") and all(letter.isalnum() or letter in "-_" for letter in label)
        for label in labels
    )
