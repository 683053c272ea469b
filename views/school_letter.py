"""The list of schools that carry the programme, as a letter (row 1.3)."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.registry import School
from views import words
from views.documents import BODY, NOTE, TITLE, Block, Column, Paragraph, Table

NAME = "Перечень школ"


def pages(schools: Sequence[School], coordinators: Mapping[int, Sequence[str]], today: date) -> list[list[Block]]:
    """`coordinators` are names by the school's id. Names only: how to reach them stays in the bot."""
    total = words.plural(len(schools), "организация", "организации", "организаций")
    columns = (Column("№", 0.6), Column("Образовательная организация", 4), Column("Куратор", 3))
    rows = [
        (str(school.number), school.name, ", ".join(coordinators.get(school.id, ())) or "не назначен")
        for school in schools
    ]
    missing = sum(not coordinators.get(school.id) for school in schools)
    blocks: list[Block] = [
        Paragraph("О перечне школ, которые ведут наставничество", TITLE),
        Paragraph(
            "Направляем перечень образовательных организаций округа, в которых внедряется целевая модель "
            f"наставничества, по состоянию на {words.paper_day(today)} Всего в перечне: {total}.",
            BODY,
        ),
        Table(columns, rows),
    ]
    if missing:
        pending = words.plural(missing, "организации", "организациях", "организациях")
        blocks.append(Paragraph(f"Куратор ещё не назначен в {pending}.", NOTE))
    return [blocks]
