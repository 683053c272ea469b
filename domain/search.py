"""Finding by words: in any case, «ё» is «е», every word typed must be the beginning of a word that is there."""

import re

WORD = re.compile(r"[^\W_]+")


def words(text: str) -> tuple[str, ...]:
    """Letters and digits alone, so that none of them means anything to whoever looks for them."""
    return tuple(WORD.findall(text.casefold().replace("ё", "е")))


def index(*texts: str) -> str:
    """What a thing is found by: its words, a space before each."""
    return "".join(f" {word}" for word in words(" ".join(texts)))


def matches(indexed: str, sought: str) -> bool:
    """Whether each word sought begins one of the indexed. Nothing sought is found everywhere."""
    return all(f" {word}" in indexed for word in words(sought))


def meant(letters: str, name: str, number: int) -> bool:
    """Whether a school is meant by what was typed: all the words are somewhere in its name, in any case, or are its
    number."""
    typed = letters.casefold().replace("№", " ").replace("ё", "е").split()
    known = name.casefold().replace("ё", "е")
    return bool(typed) and all(word in known or word == str(number) for word in typed)
