"""What looks like personal data in an answer about a mentee. It is noticed, never kept (149-ФЗ, 152-ФЗ).

A person's name is a first name beside a surname that agrees with it in gender and case, a patronymic, or a
surname with initials. Names of the famous and of streets and schools are nobody's data.
"""

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from domain import famous
from domain.first_names import ALSO_WORDS, FORMS, PATRONYMICS

MAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)*\.\w{2,}")
PAGE = re.compile(r"(?<![\w.])@[A-Za-z]\w{4,}|\bt\.me/\w+|\bvk\.com/id\d+|\bok\.ru/profile/\d+")
GAP = r"[\s().–-]{0,3}"
PHONE = re.compile(
    rf"(?<![\d№])(?:\+\s?)?[78](?:{GAP}\d){{10}}(?!\d)|(?<![\d№+])\(?9(?:{GAP}\d){{9}}(?!\d)"
    r"|\b(?:тел|телефон\w*|сотов\w+|моб\w*|звонить)\.?[ :]{0,3}\+?\d(?:[\s()-]?\d){4,}"
)
DATE = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{2,4}\b")

WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
CAPITAL = r"[А-ЯЁ][а-яёА-ЯЁ]+(?:-[А-ЯЁ][а-яёА-ЯЁ]+)?"
LETTER = r"(?<![А-Яа-яЁё\d])(?<!\d )[А-ЯЁ]\."
INITIALS = re.compile(
    rf"(?P<two>{LETTER}\s?[А-ЯЁ]\.\s?{CAPITAL}|\b{CAPITAL},?\s[А-ЯЁ]\.\s?[А-ЯЁ]\.)"
    rf"|{LETTER}\s?(?P<after>{CAPITAL})|\b(?P<before>{CAPITAL})\s[А-ЯЁ]\.(?![А-Яа-яЁё])"
)
TURKIC = re.compile(rf"\b{CAPITAL}\s{CAPITAL}\s(?:оглы|кызы|гызы|улы|углы)\b", re.IGNORECASE)
UNLISTED_PATRONYMIC = re.compile(r"[а-я]{2,}[ое]в(?:ич(?:а|у|ем|е)?|н(?:а|ы|е|у|ой))")
POSSESSIVE = re.compile(r".+(?:[ое]в|[иы]н)(а|у|ым|е|ой|)")
ADJECTIVAL = re.compile(r".+[сц]к(ий|ой|ого|ому|им|ом|ая|ую)")
UNCHANGED = re.compile(r".+(?:ко|дзе|швили|[иы]х|ян|[уюи]к|ич|ец)")  # Коваленко, Седых; a woman's Мельник
AGREES = {
    "": "mn", "а": "mg ma fn", "у": "md fa", "ым": "mi", "е": "mp", "ой": "mn fg fd fi fp",
    "ий": "mn", "ого": "mg ma", "ому": "md", "им": "mi", "ом": "mp", "ая": "fn", "ую": "fa",
}  # fmt: skip
ANY = frozenset(gender + case for gender in "mf" for case in "ngdaip")
NOT_SURNAMES = re.compile(
    r"(?:готов|здоров|суров|нов|основ|слов|часов|уроков|вопросов|кабинетов|экзаменов|баллов|машин|причин|один"
    r"|нижегородск|русск|английск|немецк|французск|школ|лице|гимнази|класс|деревн|царевич|царевн|королевн|поповн"
    r"|январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,3}"
)


# A house's number beside a street's name, or a flat's: where somebody lives. A street alone is a place like any other.
STREET = (
    r"(?:ул(?:\.|ица|ице|ицы|ицу)?|просп(?:\.|ект[а-я]*)|пр-т|пер(?:\.|еул[а-я]+)|бульвар[а-я]*|б-р|шоссе"
    r"|наб(?:\.|ережн[а-я]+)|проезд[а-я]*|мкр\.?)"
)
HOUSE = r"(?:,?\s*(?:дом[а-я]*|д)\.?\s*№?\s*\d+|(?:,\s*|\s)\d+[а-я]?(?=\s*(?:[-,.;]|$)))"
FLAT = r"(?<![\dIVX] )(?<![\dIVX])\b(?:кв|квартир[а-я]*)\.?\s*№?\s*\d{1,3}(?!\d)"
ADDRESS = re.compile(rf"{FLAT}|\b{STREET}(?:\s+|(?<=\.))[А-ЯЁа-яё\d][\w.-]*(?:\s[\w.-]+){{0,2}}?{HOUSE}", re.IGNORECASE)


class Found(Enum):
    """What was noticed, in words for the person."""

    NAME = "имя человека"
    PHONE = "номер телефона"
    MAIL = "адрес почты"
    PAGE = "личная страница"
    ADDRESS = "домашний адрес"


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, and how it was written. A double surname goes by its last part."""

    low: str
    capital: bool
    loud: bool  # ALL CAPITALS


def personal(text: str) -> Found | None:
    """The first thing that looks personal, or None."""
    if MAIL.search(text):
        return Found.MAIL
    if PHONE.search(DATE.sub("–/–", text)):
        return Found.PHONE
    if PAGE.search(text):
        return Found.PAGE
    if ADDRESS.search(text):
        return Found.ADDRESS
    plain = famous.without(re.sub(r"\s+", " ", text.replace("ё", "е").replace("Ё", "Е")))
    return Found.NAME if _initials(plain) or TURKIC.search(plain) or _named(plain) else None


def _initials(text: str) -> bool:
    for found in INITIALS.finditer(text):
        word = (found["after"] or found["before"] or "").lower()
        if found["two"] or _agreeing(word) or (word in FORMS and word not in ALSO_WORDS):
            return True
    return False


def _named(text: str) -> bool:
    """A patronymic, or a first name and a surname side by side in either order."""
    found = list(WORD.finditer(text))
    words = [Word(m[0].lower(), m[0][0].isupper(), m[0].isupper()) for m in found]
    if any(word.low in PATRONYMICS for word in words):
        return True
    for (left, right), (one, other) in zip(pairwise(found), pairwise(words), strict=True):
        if (gap := text[left.end() : right.start()]) not in (" ", ", "):
            continue
        if one.capital and other.capital and _unlisted_patronymic(other.low):
            return True
        if _full_name(one, other) or _full_name(other, one) or (gap == " " and _foreign(one, other)):
            return True
    return False


def _full_name(first: Word, last: Word) -> bool:
    """A first name and a surname that agrees. A name that is a plain word too needs both capitals."""
    if not (first.capital and last.capital) and first.low in ALSO_WORDS:
        return False
    return bool(_cases(first) & _agreeing(last.low, rare=first.capital and last.capital))


def _foreign(first: Word, last: Word) -> bool:
    """«Артём Цой»: a first name and any capitalised word after it, unless it cannot be a surname."""
    return (
        first.capital
        and last.capital
        and first.loud == last.loud
        and bool(_cases(first))
        and first.low not in ALSO_WORDS
        and last.low not in FORMS
        and len(last.low) > 2
        and not NOT_SURNAMES.fullmatch(last.low)
    )


def _cases(first: Word) -> frozenset[str]:
    return frozenset().union(*(FORMS.get(part, frozenset()) for part in first.low.split("-")))


def _agreeing(last: str, rare: bool = True) -> frozenset[str]:
    """The genders and cases in which the word may be a surname; none where it does not end like one."""
    last = last.split("-")[-1]
    if len(last) < 4 or NOT_SURNAMES.fullmatch(last):
        return frozenset()
    if found := POSSESSIVE.fullmatch(last) or ADJECTIVAL.fullmatch(last):
        return frozenset(AGREES[found[1]].split())
    return ANY if rare and UNCHANGED.fullmatch(last) else frozenset()


def _unlisted_patronymic(word: str) -> bool:
    return bool(UNLISTED_PATRONYMIC.fullmatch(word)) and not NOT_SURNAMES.fullmatch(word)
