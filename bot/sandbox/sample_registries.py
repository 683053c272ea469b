"""What the sample's schools keep besides pairs: agreements, materials, publications, a fault. School 1 begins with
nothing, so that whoever plays it writes the first line."""

from datetime import datetime, timedelta

from domain.history import Fields
from domain.periods import quarter_of
from storage import confirmations, faults, materials, partners, publications
from storage.database import Transaction


async def fill(db: Transaction, authors: dict[int, tuple[int, int]], head: int, now: datetime) -> None:
    """`authors` are a school's id and whoever writes for it, by the school's number; `head` is the department's."""
    await _material(db, None, head, "Памятка: первая встреча", "Одна страница для наставника", now)
    school, by = authors[2]
    await _partner(db, school, by, "ООО «Завод «Родник»", now, days=20)
    await _partner(db, school, by, "Детский технопарк", now, days=400)
    await _material(db, school, by, "Программа «Проба профессии»", "Восемь встреч, 8–9 классы", now)
    school, by = authors[3]
    await _partner(db, school, by, "Городская библиотека", now, days=None)
    await confirmations.confirm(db, school, quarter_of(now.date()).key, 1, by, now)
    for back, (title, channel) in enumerate((("Старшие помогают младшим", "site"), ("День наставника", "community"))):
        day = now.date() - timedelta(days=3 + 4 * back)
        fields: Fields = {"published_on": day.isoformat(), "title": title, "channel": channel, "reach": 120 + 90 * back}
        await publications.add(db, school, fields, by, now)
    school, by = authors[4]
    await faults.report(db, school, "missing", by, now - timedelta(days=2))


async def _partner(db: Transaction, school: int, by: int, name: str, now: datetime, days: int | None) -> None:
    """Signed half a year ago; it ends in so many days, or never."""
    today = now.date()
    fields = {
        "name": name,
        "agreement": f"{school}-с",
        "agreed_on": (today - timedelta(days=180)).isoformat(),
        "valid_until": None if days is None else (today + timedelta(days=days)).isoformat(),
        "gives_mentors": 1,
    }
    await partners.add(db, school, fields, by, today, now)


async def _material(db: Transaction, school: int | None, by: int, title: str, about: str, now: datetime) -> None:
    await materials.add(
        db,
        school,
        title=title,
        about=about,
        tags=("первая встреча", "памятка") if school is None else ("профориентация", "программа"),
        file=None,
        link=f"https://nastavnik.example/{school or 'all'}",
        by_person=by,
        now=now,
    )
