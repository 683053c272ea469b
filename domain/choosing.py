"""Which of the offered options a person means by what they typed."""

import re

from domain.form import AnswerRejected, Option, Value

LONGEST = 9  # digits of a code's number: more are not read at all


def pick(raw: str, options: tuple[Option, ...]) -> Option:
    """By label, its unambiguous beginning or end, or the number that ends a code: «14» is Ш07-014."""
    word = _plain(raw)
    labels = [(option, _plain(option.label)) for option in options]
    near = [option for option, label in labels if label == word]
    if not near and word.isdecimal() and len(word) <= LONGEST:
        codes = [(option, re.match(r"\w+-([0-9]+)\b", label)) for option, label in labels]
        near = [option for option, code in codes if code and int(code[1]) == int(word)]
    if not near and word:
        near = [option for option, label in labels if label.startswith(word) or label.endswith(word)]
    if not near and not word.isdecimal():
        near = [option for option in options if option.value == raw]
    if len(near) == 1:
        return near[0]
    if near:
        raise AnswerRejected(f"Подходит несколько: {', '.join(o.label for o in near[:4])}. Уточните.")
    if not options:
        raise AnswerRejected("Выбирать пока не из чего.")
    raise AnswerRejected(f"Такого варианта нет. Нажмите кнопку или напишите, например: {options[0].label}.")


def label(value: Value, options: tuple[Option, ...]) -> str:
    return next((option.label for option in options if option.value == value), str(value))


def _plain(label: str) -> str:
    """For comparing: case, «ё», kinds of dashes and quotes do not matter."""
    text = re.sub(r"\s*[-–—]\s*", "-", label.lower().replace("ё", "е"))
    return " ".join(re.sub(r"[«»\"“”]", "", text).split()).rstrip(".!")
