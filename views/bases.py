"""The two bases and the key sheet as tables. Of children there are codes only; names are written in offline."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Final

from domain import mentoring
from domain.bases import Base, MenteeLine, MentorLine, Work
from domain.pairs import State
from views import profiles, spreadsheets, words
from views.pairs import STATES
from views.spreadsheets import Column, Sheet, Value

BY_HAND: Final = "Пустые столбцы бот не хранит: школа дополняет их в своей копии таблицы."
SCHOOL: Final = (Column("№"), Column("Школа"))
MENTEES: Final = (
    *(Column("Код"), Column("Класс или год рождения", 12), Column("Запрос"), Column("Нужна помощь", 24)),
    *(Column("Нужная форма"), Column("В базе с")),
    *(Column("Наставник"), Column("Форма"), Column("Место работы или учёбы наставника", 24), Column("Начало")),
    *(Column("Состояние"), Column("Завершено"), Column("Результат"), Column("Программа пройдена", 12)),
    Column("История (кейс)", 32),
)
MENTORS: Final = (
    *(Column("Код"), Column("Наставник"), Column("Кто это"), Column("Место работы или учёбы", 24), Column("В базе с")),
    *(Column("Раньше наставляемый", 14), Column("Компетенции", 28), Column("Достижения", 24), Column("Интересы", 24)),
    *(Column("Желаемый возраст наставляемых", 16), Column("Готов к формам", 20), Column("Часов в месяц", 10)),
    *(Column("Мест", 8), Column("Наставляемые"), Column("Форма"), Column("Начало"), Column("Состояние")),
    *(Column("Завершено"), Column("Результат"), Column("История (кейс)", 32)),
)
OWN: Final = (Column("Согласие"),)  # a paper of the school: the department does not need it
MENTORS_BY_HAND: Final = (Column("Контакт"),)


def school_table(base: Base, school: str, now: datetime, zone: tzinfo) -> bytes:
    """A school's own bases, with room for what the bot does not keep."""
    sheets = (
        Sheet("Наставляемые", (*MENTEES, *OWN), _rows(base.mentees, own=True)),
        Sheet("Наставники", (*MENTORS, *OWN, *MENTORS_BY_HAND), _rows(base.mentors, own=True)),
    )
    return spreadsheets.workbook(sheets, [f"{school}.", *_note(base, now, zone), BY_HAND], zone)


def department_table(base: Base, now: datetime, zone: tzinfo) -> bytes:
    """All schools; without contacts and papers."""
    sheets = (
        Sheet("Наставляемые", (*SCHOOL, *MENTEES), _rows(base.mentees, own=False)),
        Sheet("Наставники", (*SCHOOL, *MENTORS), _rows(base.mentors, own=False)),
    )
    return spreadsheets.workbook(sheets, ["Все школы округа.", *_note(base, now, zone)], zone)


def key_sheet(base: Base, school: str, now: datetime, zone: tzinfo) -> bytes:
    """Codes with an empty column for names: to be completed offline, and never sent anywhere."""
    columns = (
        Column("Код"),
        Column("Фамилия, имя, отчество", 48),
        Column("Класс или год рождения", 12),
        Column("В базе с"),
    )
    mentees = [(one.code, None, one.grade, one.joined.date()) for one in base.mentees]
    mentors = [(one.code, None, one.place, one.joined.date()) for one in base.mentors if one.pupil]
    sheets = [Sheet("Наставляемые", columns, mentees)]
    if mentors:
        sheets.append(Sheet("Наставники-ученики", columns, mentors))
    note = [
        f"{school}. Ключ «код – имя». Составлено {words.moment(now, zone)}.",
        "Имена впишите в школе, от руки или в этой таблице без интернета. Боту и в чаты её не отправляйте.",
        f"Кодов наставляемых: {len(mentees)}, учеников-наставников: {len(mentors)}.",
        "Код даётся один раз и не повторяется. Храните ключ там же, где согласия.",
    ]
    return spreadsheets.workbook(sheets, note, zone)


def _rows(lines: Sequence[MenteeLine] | Sequence[MentorLine], own: bool) -> list[list[Value]]:
    """A row for each pair of each person; one without a pair has one row."""
    return [_row(line, work, own) for line in lines for work in (line.works or (None,))]


def _row(line: MenteeLine | MentorLine, work: Work | None, own: bool) -> list[Value]:
    row = _mentee(line, work) if isinstance(line, MenteeLine) else _mentor(line, work)
    if not own:
        return [line.number, line.school, *row]
    return [*row, line.consent, *(() if isinstance(line, MenteeLine) else [None] * len(MENTORS_BY_HAND))]


def _mentee(line: MenteeLine, work: Work | None) -> list[Value]:
    wants, form = profiles.competences(line.wants) or None, mentoring.LABELS.get(line.form or "")
    joined: list[Value] = [line.code, line.grade, line.request, wants, form, line.joined.date()]
    if work is None:
        return joined + [None] * (len(MENTEES) - len(joined))
    closed = work.closed_on is not None
    passed = work.state is State.COMPLETED if closed else None
    return [*joined, work.mentor, _form(work), work.place, work.starts_on, STATES[work.state], work.closed_on,
            work.result, passed, work.story]  # fmt: skip


def _mentor(line: MentorLine, work: Work | None) -> list[Value]:
    kind = "ученик" if line.pupil else "взрослый"
    can = line.profile
    good_at, ages = profiles.competences(can.competences) or None, profiles.ages(can.ages) or None
    forms = profiles.forms(can.forms) or None
    joined: list[Value] = [line.code, line.name, kind, line.place, line.joined.date(), line.was, good_at,
                           can.achievements, can.interests, ages, forms, can.hours, can.places]  # fmt: skip
    if work is None:
        return joined + [None] * (len(MENTORS) - len(joined))
    return [*joined, ", ".join(work.mentees), _form(work), work.starts_on, STATES[work.state], work.closed_on,
            work.result, work.story]  # fmt: skip


def _form(work: Work) -> str:
    return mentoring.LABELS.get(work.form, work.form)


def _note(base: Base, now: datetime, zone: tzinfo) -> list[str]:
    pairs = sum(len(one.works) for one in base.mentors)
    return [
        f"Составлено {words.moment(now, zone)}.",
        f"Наставляемых: {len(base.mentees)}, наставников: {len(base.mentors)}, пар и групп: {pairs}.",
        "Строка: один человек в одной паре или группе. Кто в двух парах, занимает две строки; кто без пары – одну.",
        "Дети записаны под кодами. Ключ «код – имя» хранится в школе на бумаге.",
        "Программа пройдена: «да» – завершена, «нет» – прекращена досрочно, пусто – ещё идёт.",
    ]
