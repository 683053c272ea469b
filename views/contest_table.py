"""The full table of a contest as .xlsx: places, every member's totals, every single score."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from domain.contests import Contest, Scores, Standing, total
from views import contest_results, words
from views.spreadsheets import Column, Sheet, Value, workbook

Jury = Sequence[tuple[int, str]]  # id and name


def table(
    contest: Contest, standings: Sequence[Standing], scores: Scores, jury: Jury, now: datetime, zone: tzinfo
) -> bytes:
    """One sheet of places, one of scores by criterion, one that says how it was counted."""
    return workbook(
        (_places(contest, standings, scores, jury), _scores(contest, standings, scores, jury)),
        _how(contest, now, zone),
        zone,
    )


def _places(contest: Contest, standings: Sequence[Standing], scores: Scores, jury: Jury) -> Sheet:
    columns = [Column("Место"), Column("№ школы"), Column("Школа"), Column("Практика"), Column("Средний балл")]
    columns += [Column("Полных оценок"), *(Column(name) for _, name in jury)]
    rows: list[list[Value]] = []
    for one in standings:
        given = scores.get(one.entry.id, {})
        mean = None if one.mean is None else round(float(one.mean), 4)
        totals = [total(given.get(person, {}), len(contest.criteria)) for person, _ in jury]
        rows.append(
            [contest_results.place(one), one.entry.number, one.entry.school, one.entry.title, mean, one.by, *totals]
        )
    return Sheet("Места", columns, rows)


def _scores(contest: Contest, standings: Sequence[Standing], scores: Scores, jury: Jury) -> Sheet:
    columns = [Column("№ школы"), Column("Практика"), Column("Член жюри"), *(Column(one) for one in contest.criteria)]
    columns.append(Column("Сумма"))
    rows: list[list[Value]] = []
    for one in standings:
        for person, name in jury:
            given = scores.get(one.entry.id, {}).get(person)
            if given:
                each = [given.get(place) for place in range(len(contest.criteria))]
                rows.append([one.entry.number, one.entry.title, name, *each, total(given, len(contest.criteria))])
    return Sheet("Оценки", columns, rows)


def _how(contest: Contest, now: datetime, zone: tzinfo) -> list[str]:
    return [
        f"{contest.title}, {contest.year} год. Таблица на {words.moment(now, zone)}.",
        f"Каждый член жюри ставит от 0 до 10 по каждому из критериев: {', '.join(contest.criteria)}.",
        f"Сумма одного члена жюри – не больше {contest.highest}. Средний балл – среднее таких сумм.",
        "Неполная оценка (не по всем критериям) в средний балл не входит.",
        "Заявку своей школы член жюри не оценивает.",
        "При равном среднем балле школы делят места: «1–2» значит, что первое и второе место поделены.",
    ]
