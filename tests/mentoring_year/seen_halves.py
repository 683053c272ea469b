"""Half-years as the product has them, of each school and of all, and as the recount comes to them."""

from collections.abc import Sequence
from typing import Any, Final

from domain import half_year as rules
from domain.forms.quality import GOOD, QUALITY, RISES, SATISFIED
from domain.half_year import HalfYear
from domain.people import Scope
from storage import half_year, submissions
from storage.database import Transaction
from tests.handlers.phone import shown, tap
from tests.mentoring_year import assessed
from tests.mentoring_year.halves import DEPARTMENT, Halves
from tests.mentoring_year.school import School
from tests.mentoring_year.tally import Tally
from tests.village import TOWN
from views import quality_totals

TITLES: Final = {question.title: question.key for question in (*RISES, *SATISFIED, *GOOD)}


async def school(db: Transaction, tally: Tally, school: School, halves: Halves) -> None:
    """Each report as it stands, its state and its receipt."""
    mine = await submissions.listing(db, Scope(school.id))
    filed = {one.period: one for one in mine if one.form == QUALITY.key}
    counted = assessed.reports(school.diary.deeds)
    tally.same(f"school {school.number} half-years", sorted(filed), sorted(counted))
    for period in filed.keys() & counted.keys():
        one, report, what = filed[period], counted[period], f"school {school.number} {period}"
        tally.same(f"{what} answers", _sorted(one.answers), _sorted(report.answers))
        tally.same(f"{what} stands", (one.state, one.revision), (report.state, report.times))
        when = "вовремя" if report.on_time else "после срока"
        tally.same(
            f"{what} receipt",
            (one.id, one.on_time, when),
            (halves.filed[period][0], report.on_time, halves.filed[period][1]),
        )
        tally.assessed += 1


async def town(db: Transaction, tally: Tally, schools: Sequence[School], period: str) -> None:
    """The department's summary, as its table has it."""
    reports = [found[period] for one in schools if period in (found := assessed.reports(one.diary.deeds))]
    answers = [one.answers for one in reports]
    found: HalfYear = await half_year.load(db, period, TOWN.zone)
    told = (len(found.filed), found.board.on_time)
    tally.same(f"{period} filed, in time", told, (len(reports), sum(one.on_time for one in reports)))
    rises, shares, ticks, _ = quality_totals.sheets(found.filed)
    tally.same(
        f"{period} growth",
        {TITLES[str(row[0])]: (row[1], row[2], row[4], row[5]) for row in rises.rows},
        assessed.rises(answers),
    )
    tally.same(
        f"{period} shares",
        {TITLES[str(row[0])]: (row[1], row[2], row[4]) for row in shares.rows},
        assessed.shares(answers),
    )
    labels = {(q.title, one.label): (q.key, one.value) for q, _ in rules.lists() for one in _options(q)}
    tally.same(
        f"{period} conclusions",
        {labels[str(row[0]), str(row[1])]: row[2] for row in ticks.rows},
        assessed.ticks(answers),
    )
    line = schools[0].line
    desk = shown(await line.feed(tap(f"q.page:{period}:0", DEPARTMENT))).replace("\N{NO-BREAK SPACE}", " ")
    tally.same(f"{period} desk", f"Подано: <b>{len(reports)} из {len(schools)}</b>" in desk, True)


def _options(question: Any) -> Any:
    return question.kind.options


def _sorted(answers: Any) -> dict[str, Any]:
    return {key: sorted(value) if isinstance(value, list) else value for key, value in answers.items()}
