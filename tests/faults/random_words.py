"""What people may type: hostile texts, and answers that fit a question. Every text carries a mark of its own."""

import random
import re
from typing import Final

MARK: Final = re.compile(r"Q9Z7[0-9a-z]+Z")  # of one fed text: found again wherever it goes
MARKED: Final = "Q9Z7"

# A child as nobody may write of one: none of these words may be found in what is stored about mentees.
PERSONAL: Final = ("Сидоров Пётр", "Кузнецова Мария Игоревна", "+7 912 345-67-89", "petya@example.com", "@petya_best")
HOSTILE: Final = (
    "",
    " ",
    "\n\n\n",
    "\u200b\u200b",
    "\u2060\u2060\u2060",
    "\u3164\u3164\u3164\u3164",
    "\ufeff",
    "\x00\x01\x02abc\x7f",
    "\x00",
    "а\x0bб\x0cв\x1cг\x85д\u2028е",
    "\u202eсправа налево\u202c",
    "\u0645\u0631\u062d\u0628\u0627 123",
    "з\u0335\u0321\u0322а\u0337\u0328л\u0336\u0489г\u0338о\u0334" * 20,
    "👩‍👩‍👧‍👦🏳️‍🌈🧑🏿‍🚀" * 3,
    "😀" * 2048,
    "<b>&\"'",
    "</b></b><i><script>alert(1)</script>",
    "&lt;b&gt; &amp;amp; &#x41; &nbsp; &copy",
    "<a href='tg://user?id=1'>x",
    "'; DROP TABLE people; --",
    '" OR 1=1 --',
    "%s %n {0} {{}} \\u0000 \\",
    "٣٤", "①②③", "４５", "²", "Ⅷ", "-0", "+5", "1e9", "0x10", "007", "1_000", "99999999999999999999999",
    "1 000 000 000 000 000 000",
    "1" + " 000" * 1023,
    "NaN", "None", "null", "true", "[]", "{}",
    "/start", "/start ", "/start@other_bot", "/nothing", "/", "//", "/cancel now", "/BIND",
    "да", "нет", "-", "+", ".", "!", "0", "1", "45", "720", "721", "9999",
    "А" * 4096, "я" * 4097, "a\n" * 2048, "слово " * 900, "<" * 4096, "&" * 3000, "#" * 10000, "9" * 4096, "9" * 9000,
    "31.02.2026", "29.02", "00.00.0000", "2026-11-24", "0001-01-01", "9999-12-31", "вчера", "послезавтра",
    "7 Школа\n7 Другая\n0\n№", "№", "№ 5", "1000 Школа", "- \n- ",
    "Ш07-014", "ш99-999", "Ш-1", "14", "а, б, в", ",,,;;;", "учен",
)  # fmt: skip
SENTENCES: Final = (
    "подтянуть математику: оценка <4",
    "подготовить проект к <i>конференции & защите",
    "сменился график <работы> наставника",
    "не хватает наставников </b> от предприятий",
    "в сентябре пришёл новый класс",
    'проект "Ракета" защищён, оценка выросла с <3> до 4',
    "Иван и Пётр",
)
NAMES: Final = ("Ира", "<i>Р&", "\u202eя", "👩‍👧", "З" * 40, "")
MENTORS: Final = ("Липова <Тамара>", "Соснин-Дубравин Роман Ильич", "Снегирёв </b> Олег", "O'Нил <Джон>", "Полевая <Е.")
# Words of what is asked, and what fits them; the first that is found counts.
ASKED: Final = (
    ("Фамилия, имя и отчество", "name"),
    ("Как вас зовут", "name"),
    ("Пришлите название", "schools"),
    ("Номер и дата", "paper"),
    ("каком классе", "grade"),
    ("Класс или год рождения</b>", "grade"),
    ("На какой день", "day"),
    ("Когда", "day"),
    ("Есть трудности, о которых", "yes"),
    ("выберите причину", "words"),
    ("Сколько", "number"),
    ("У скольких", "number"),
    ("Коротко, без имён", "words"),
    ("Где работает", "words"),
    ("Номер приказа", "paper"),
    ("Дата приказа", "day"),
    ("Что исправить?", "words"),
    ("Почему её нужно изменить", "words"),
    ("Нажмите скрепку", "words"),
)
NUMBERS: Final = ("0", "1", "2", "2", "3", "3 чел", "12", "1 200", "нет")
DAYS: Final = ("вчера", "сегодня", "завтра", "5.10", "20.12.2026", "25 мая", "01.09.2025", "1.6.27")


class Words:
    """Texts by chance; `mark` makes one that no other text has."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._count = 0

    def mark(self) -> str:
        self._count += 1
        return f"{MARKED}{_base36(self._count)}Z"

    def hostile(self) -> str:
        """One of the worst, mostly with a mark at an end of it."""
        text = self.rng.choice(HOSTILE)
        match self.rng.randrange(4):
            case 0:
                return text
            case 1:
                return f"{self.mark()} {text}"
            case 2:
                return f"{text}{self.mark()}"
            case _:
                return f"{text} {self.mark()} {self.rng.choice(HOSTILE)}"

    def short(self) -> str:
        """For a name or a title of the messenger's own."""
        return self.rng.choice(NAMES) + self.mark()

    def fitting(self, asked: str) -> str:
        """What may well be an answer to the words last shown; now and then what nobody should write there."""
        if self.rng.random() < 0.06:
            return self.hostile()
        kind = next((kind for words, kind in ASKED if words in asked), None)
        return self.of(kind or self.rng.choice(("number", "day", "words", "name", "grade")))

    def of(self, kind: str) -> str:
        rng = self.rng
        match kind:
            case "number":
                return rng.choice(NUMBERS)
            case "day":
                return rng.choice(DAYS)
            case "paper":
                return f"№ {rng.randrange(99)} от 01.09.2026 {self.mark()}"
            case "name":
                return f"{rng.choice(MENTORS)} {self.mark()}"
            case "grade":
                return rng.choice(("8Б", "10 А", "2012", "5в"))
            case "yes":
                return rng.choice(("да", "нет", "Да.", "нет!"))
            case "schools":
                return "\n".join(self._school() for _ in range(rng.choice((1, 1, 2, 5))))
            case _:
                return self._sentence()

    def _sentence(self) -> str:
        if self.rng.random() < 0.15:
            return f"{self.rng.choice(PERSONAL)} просит помощи {self.mark()}"
        return f"{self.rng.choice(SENTENCES)} {self.mark()}"

    def _school(self) -> str:
        number = self.rng.choice(("", "", "", f"{self.rng.randrange(30, 999)} "))
        return f"{number}Школа <{self.rng.randrange(99)}> & {self.mark()}"


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"
