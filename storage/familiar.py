"""People as they were last read: nearly every update begins with the question who it is from.

Whatever is written to the tables that the answer was read from makes the process forget everybody, by triggers
that only this connection has; so does everything that is undone.
"""

import sqlite3
from typing import Final

from domain.people import Person

READ: Final = ("people", "roles", "schools")  # what a person is read from
MOST: Final = 2000  # people; some 2 MB


class Familiar:
    """By messenger account; empty where nobody watches over what is written."""

    def __init__(self) -> None:
        self._people: dict[int, Person] = {}
        self._watched = False

    def watch(self, connection: sqlite3.Connection) -> None:
        """From now on it remembers. Call when the schema is up to date."""
        connection.create_function("forget_people", 0, self.forget)
        for table in READ:
            for change in ("INSERT", "UPDATE", "DELETE"):
                connection.execute(
                    f"CREATE TEMP TRIGGER forget_{table}_{change} AFTER {change} ON main.{table}"
                    " BEGIN SELECT forget_people(); END"
                )
        self._watched = True

    def get(self, telegram_id: int) -> Person | None:
        return self._people.get(telegram_id)

    def keep(self, person: Person) -> None:
        if not self._watched:
            return
        if len(self._people) >= MOST:
            self._people.clear()
        self._people[person.telegram_id] = person

    def forget(self) -> None:
        self._people.clear()
