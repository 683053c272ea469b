"""Reports as their coordinators must have filed them, and what they come to: the indicators of a year."""

from collections.abc import Sequence
from datetime import date, timedelta

from tests.mentoring_year import decided, recount
from tests.mentoring_year.diary import Deed, Reported

Report = dict[str, int]

QUARTERS = {
    "Q1": ((1, 1), (3, 31)),
    "Q2": ((4, 1), (6, 30)),
    "Q3": ((7, 1), (9, 30)),
    "Q4": ((10, 1), (12, 31)),
}
NOT_COUNTED = ("pupils", "young", "partners", "publications")  # where nobody keeps them, they are said and said again


def days(period: str) -> tuple[date, date]:
    year, _, quarter = period.partition("-")
    first, last = QUARTERS[quarter]
    return date(int(year), *first), date(int(year), *last)


def reports(deeds: Sequence[Deed]) -> dict[str, Report]:
    """Of one school, by quarter: what was on record at that moment, what was said by hand, and what was said before."""
    found: dict[str, Report] = {}
    last: Report = {}
    for place, deed in enumerate(deeds):
        if not isinstance(deed, Reported):
            continue
        book, (since, until) = recount.read(deeds[:place]), days(deed.period)
        counted = recount.figures(book, since, until)
        if book.agreements:
            counted["partners"] = recount.partners(book, since, until)
        if not book.published:
            del counted["publications"]
        before = {key: last[key] for key in NOT_COUNTED if key in last}
        report = before | counted | deed.by_hand
        if report["young"]:
            report["young_mentees"] = last.get("young_mentees", min(recount.taught(book), report["young"]))
        if not report["mentors"]:
            del report["mentor_pupils"]
        if not (report["pairs"] or report["completed"] or report["stopped"]):
            report.pop("meetings", None)
        found[deed.period] = last = report
    return found


def indicators(newest: Sequence[Report], pupils_15: int) -> dict[str, tuple[int, int | None]]:
    """Part and whole of each, over the newest report of every school. A school with more mentees than pupils counts as
    one with all of its pupils."""
    told = [report for report in newest if report["pupils"]]
    young = [report for report in newest if report["young"]]
    return {
        "mentees": (
            sum(min(report["mentees"], report["pupils"]) for report in told),
            sum(report["pupils"] for report in told),
        ),
        "mentors": (min(pupils_15, sum(report.get("mentor_pupils", 0) for report in newest)), pupils_15),
        "young": (sum(report["young_mentees"] for report in young), sum(report["young"] for report in young)),
        "partners": (sum(report["partners"] for report in newest), None),
    }


def share(part: int, whole: int | None) -> float | int | None:
    """In tenths of a percent, cut and not rounded; a plain number as it is."""
    if whole is None:
        return part
    return int(part * 1000 / whole) if whole else None


def school_days_back(today: date, many: int) -> date:
    """The first of the last so many days without weekends and breaks, today's among them."""
    day, left = today, many
    while True:
        left -= decided.school_day(day)
        if not left:
            return day
        day -= timedelta(1)


def ends_quarter(today: date) -> bool:
    return (today.month, today.day) in {last for _, last in QUARTERS.values()}
