"""Whether something is what a person looks for by a few words."""


def fits(sought: str, *texts: str) -> bool:
    """Every word is the beginning of a word of the texts, or stands within one where it is longer than two letters.
    Case and «ё» do not matter."""
    there = _plain(" ".join(texts)).split()
    return all(any(one.startswith(word) or (len(word) > 2 and word in one) for one in there) for word in _words(sought))


def nothing_asked(sought: str) -> bool:
    """Whether there is no word to look for."""
    return not _words(sought)


def _words(text: str) -> list[str]:
    return [word for word in (one.strip('.,;:!?«»"()№') for one in _plain(text).split()) if word]


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")
