"""What a coordinator keeps besides the pairs: partners, publications, papers of the order, and the quarter's report."""

from collections.abc import Mapping
from datetime import date, timedelta

from domain.evidence import State
from storage import evidence, partners, publications
from tests.handlers.walks import reported
from tests.mentoring_year.diary import Agreed, AgreementEnded, PaperFiled, Published, Reported, Withdrawn
from tests.mentoring_year.school import School

TITLES = {
    "pupils": "Учеников 10–19 лет",
    "young": "Молодых специалистов",
    "partners": "Предприятий-партнёров",
    "publications": "Публикаций",
    "meetings": "Встреч за квартал",
}  # what may be said by hand, and how the form calls it


class Desk:
    """Of one school."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.agreements: dict[int, int] = {}
        self.news: dict[int, int] = {}

    async def agree(self, name: str, on: date, until: date | None, gives_mentors: bool) -> int:
        school, key = self.school, len(self.agreements) + 1
        fields = {
            "name": name,
            "agreement": str(key),
            "agreed_on": on.isoformat(),
            "valid_until": until.isoformat() if until else None,
            "gives_mentors": int(gives_mentors),
        }
        self.agreements[key] = await partners.add(
            school.db, school.id, fields, school.coordinator, school.today, school.line.now
        )
        school.diary.write(Agreed(key, name, on, until, gives_mentors))
        return key

    async def end_agreement(self, key: int) -> None:
        school = self.school
        found = await partners.get(school.db, school.scope, self.agreements[key])
        assert found
        fields = {"ended_on": school.today.isoformat(), "end_reason": "завод закрыт"}
        assert await partners.change(school.db, found, "ended", fields, school.coordinator, school.line.now)
        school.diary.write(AgreementEnded(key, school.today))

    async def publish(self, on: date) -> int:
        school, key = self.school, len(self.news) + 1
        fields = {"published_on": on.isoformat(), "title": "О наставниках", "channel": "site"}
        self.news[key] = await publications.add(school.db, school.id, fields, school.coordinator, school.line.now)
        school.diary.write(Published(key, on))
        return key

    async def withdraw(self, key: int) -> None:
        school = self.school
        found = await publications.get(school.db, school.scope, self.news[key])
        assert found
        fields = {"withdrawn_at": str(school.line.now)}
        assert await publications.change(school.db, found, "withdrawn", fields, school.coordinator, school.line.now)
        school.diary.write(Withdrawn(key))

    async def file_paper(self, row: str) -> None:
        school = self.school
        due = await evidence.due(school.db, row, school.today.year, school.id)
        assert due
        words = {"number": "48", "dated": school.today - timedelta(1)}
        await evidence.file(
            school.db,
            due,
            school.id,
            state=State.FILED,
            by_person=school.coordinator,
            now=school.line.now,
            **words,  # type: ignore[arg-type]
        )
        school.diary.write(PaperFiled(row))

    async def report(self, period: str, sayable: Mapping[str, int], insists: Mapping[str, int], copied: bool) -> int:
        """The form is walked on the phone; how many answers were typed because no tap could give them. `sayable` is
        what the coordinator would say if asked, `insists` where they know better than the bot."""
        school = self.school
        by_hand = {TITLES[key]: str(value) for key, value in sayable.items()}
        corrected = {TITLES[key]: str(value) for key, value in insists.items()}
        walk = await reported(school.line, school.telegram, period, by_hand, corrected, copied=copied)
        school.tapped += walk.steps
        names = {title: key for key, title in TITLES.items()}
        said = {names[title]: sayable[names[title]] for title in walk.typed}
        said |= {names[title]: insists[names[title]] for title in walk.corrected}
        school.diary.write(Reported(period, said))
        return len(walk.typed)
