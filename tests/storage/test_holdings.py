"""Every column of the schema has been decided about: whom it names, and what becomes of its words."""

import re
from collections.abc import Iterator

import pytest

from storage import doomed, wording
from storage.database import Transaction
from storage.holdings import HELD, NOBODYS
from tests.village import Village
from views.my_data import KINDS

NAMES_SOMEBODY = re.compile(r"(^|_)by($|_)|person|telegram|^chat_id$|^who$|^holder$")
HOLDING = {(one.table, one.column) for one in HELD}
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


@pytest.fixture
async def db(village: Village) -> Transaction:
    return village.db


async def columns(db: Transaction) -> list[tuple[str, str, str]]:
    return [
        (table["name"], column["name"], column["type"])
        for table in await db.all(TABLES)
        for column in await db.all(f"SELECT name, type FROM pragma_table_info('{table['name']}')")
    ]


async def referring(db: Transaction, target: str) -> Iterator[tuple[str, str]]:
    return iter(
        [
            (table["name"], key["from"])
            for table in await db.all(TABLES)
            for key in await db.all(
                f"""SELECT "from", "table" AS target FROM pragma_foreign_key_list('{table["name"]}')"""
            )
            if key["target"] == target
        ]
    )


async def test_every_column_that_names_a_person_is_shown_to_them_or_explained(db: Transaction) -> None:
    naming = {(table, column) for table, column, _ in await columns(db) if NAMES_SOMEBODY.search(column)}
    naming |= set(await referring(db, "people"))
    assert naming - HOLDING - NOBODYS.keys() == set()
    assert {(table, column) for table, column, _ in await columns(db)} >= HOLDING
    assert not HOLDING & NOBODYS.keys()
    assert {one.kind for one in HELD} | {"message"} == KINDS.keys()


async def test_every_column_that_can_hold_words_has_been_decided_about(db: Transaction) -> None:
    decided = {(table, column) for part in (wording.GONE, wording.RECORD) for table in part for column in part[table]}
    texts = {(table, column) for table, column, kind in await columns(db) if kind == "TEXT"}
    assert decided | wording.OTHERS.keys() <= texts
    open_ones = {(table, column) for table, column in texts if column not in wording.PLAIN}
    assert open_ones - decided - wording.OTHERS.keys() == set()


async def test_everything_of_a_school_goes_with_it_or_is_explained(db: Transaction) -> None:
    going = {table for table, _ in doomed.SCHOOL}
    reached, of_school = {"schools"}, {table for table, column, _ in await columns(db) if column == "school_id"}
    while reached | of_school != reached:
        reached |= of_school
        for target in sorted(reached - doomed.STAYS.keys() - {"schools"}):
            of_school |= {table for table, _ in await referring(db, target)}
    assert reached - going - doomed.STAYS.keys() == set()
    assert not going & doomed.STAYS.keys()
