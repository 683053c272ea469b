"""What looks like personal data in an answer about a mentee. It is noticed, never kept (149-ФЗ, 152-ФЗ)."""

import re
from enum import Enum

WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
PATRONYMIC = re.compile(r"\b[а-яё]{3,}(?:ович|евич|ьич|овна|евна|инична|ична)(?:а|у|ем|ом|е|ы|ой|ою)?\b", re.IGNORECASE)
INITIALS = re.compile(rf"\b{WORD}\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?|\b[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?{WORD}")
SURNAME = r"(?:ов|ев|ёв|ин|ын|ский|цкий|ко|ук|юк|ич|ян|дзе|швили|ова|ева|ёва|ина|ына|ская|цкая|их|ых)"
TWO_WORDS = re.compile(rf"\b({WORD})\s({WORD})\b")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")
PHONE = re.compile(r"(?<![\d.-])(?:\+?7|8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)")
NAMES = """
александр александра алексей алена алёна алина алиса анастасия андрей анна антон арина арсений артем артём
богдан борис вадим валентина валерия варвара василий василиса вера вероника виктор виктория владимир
владислав вячеслав галина георгий глеб григорий дарья даниил данил денис диана дмитрий ева евгений евгения
егор екатерина елена елизавета иван игорь илья инна ирина карина кира кирилл константин ксения лев лидия
любовь людмила максим маргарита марина мария марк матвей милана мирон михаил надежда наталья никита николай
нина олег олеся ольга павел петр пётр полина роман руслан светлана семен семён сергей софия софья станислав
степан тамара татьяна тимофей тимур ульяна федор фёдор эльвира эмилия юлия юрий яна ярослав
"""
FIRST_NAMES = frozenset(NAMES.split())


class Found(Enum):
    """What was noticed, in words for the person."""

    NAME = "имя человека"
    PHONE = "номер телефона"
    MAIL = "адрес почты"


def personal(text: str) -> Found | None:
    """The first thing that looks personal, or None."""
    if MAIL.search(text):
        return Found.MAIL
    if PHONE.search(text):
        return Found.PHONE
    if PATRONYMIC.search(text) or INITIALS.search(text) or any(map(_full_name, TWO_WORDS.findall(text))):
        return Found.NAME
    return None


def _full_name(pair: tuple[str, str]) -> bool:
    """A first name beside a word with a surname's ending, in either order and any case ending."""
    return any(
        _first_name(one) and re.search(SURNAME + r"(?:а|у|ым|ой|е|ого|ому|ую)?$", other.lower())
        for one, other in (pair, pair[::-1])
    )


def _first_name(word: str) -> bool:
    low = word.lower()
    stems = {
        low,
        low[:-1],
        low[:-2],
        low[:-1] + "а",
        low[:-1] + "я",
        low[:-1] + "й",
        low[:-1] + "ь",
        low[:-2] + "а",
    }
    return bool(stems & FIRST_NAMES)
