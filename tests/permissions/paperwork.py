"""What a school has filed and keeps for the order: reports, evidence, registries, tables, open forms."""

from datetime import timedelta

from domain.drafted import Draft
from domain.evidence import State as Evidence
from domain.forms.monitoring import MONITORING
from domain.papers import Sent
from domain.people import EVERYTHING, Person
from domain.review import Step
from handlers.express import VERBS as STEPS
from storage import (
    confirmations,
    drafts,
    evidence,
    faults,
    files,
    imports,
    materials,
    partners,
    publications,
    remarks,
    reviews,
    submissions,
    wishes,
    years,
)
from storage.database import Transaction
from tests.permissions.side import NEXT, NOW, PERIOD, THEN, TODAY, Side


async def fill(db: Transaction, side: Side, department: Person) -> None:
    """What came of the year so far."""
    await _reports(db, side, department)
    await _evidence(db, side)
    await _registries(db, side)
    await _table(db, side)
    await _open_forms(db, side)


async def _reports(db: Transaction, side: Side, department: Person) -> None:
    """Of three quarters: one accepted, one sent back, one waiting; and a wish for a later date."""
    by = side.coordinator
    for period, step in (("2026-Q1", Step.ACCEPT), ("2026-Q2", Step.RETURN), (PERIOD, None)):
        filed = await submissions.file(
            db,
            form=MONITORING.key,
            form_version=MONITORING.version,
            school_id=side.id,
            period=period,
            answers={"pupils": 640, "trouble": True, "trouble_text": f"беда {side.mark}"},
            reasons={},
            by_person=by.id,
            on_time=True,
            now=THEN,
        )
        if step is not None:
            await reviews.take(db, filed, 1, step, department.id, THEN, f"слово {side.mark}")
        if step is Step.RETURN:
            await remarks.add(db, filed, {"pupils": f"проверьте {side.mark}"}, department.id, THEN)
        side.extra += [f"rv.fix:{filed}:pupils", f"rv.mend:{filed}"]
    due = next(one for one in await years.deadlines(db) if one.period == NEXT and one.form == MONITORING.key)
    await wishes.add(db, due, side.id, due.nominal + timedelta(days=3), f"болезнь {side.mark}", by.id, NOW)
    side.extra.append(f"f.n:wish:{due.id}")


async def _evidence(db: Transaction, side: Side) -> None:
    """Of two rows, with a file each."""
    by = side.coordinator
    for row in ("1.2", "1.4"):
        paper = await files.add(
            db, Sent("document", f"r{row}{side.id}", f"приказ {side.mark}.pdf", "application/pdf", 900), by, THEN
        )
        await files.kept(db, paper, f"{paper:064x}", 900)
        of = await evidence.due(db, row, 2026, side.id)
        assert of
        await evidence.file(
            db,
            of,
            side.id,
            state=Evidence.FILED,
            by_person=by.id,
            now=THEN,
            number=f"№ {side.mark}",
            dated=THEN.date(),
            file_id=paper,
            comment=f"пояснение {side.mark}",
        )


async def _registries(db: Transaction, side: Side) -> None:
    """Partners, publications, faults of the «Навигатор», a programme in the library."""
    by = side.coordinator
    for ended in (None, THEN.date()):
        await partners.add(
            db,
            side.id,
            {
                "name": f"ООО «{side.mark}»",
                "agreement": "7-с",
                "agreed_on": "2026-02-01",
                "valid_until": "2026-12-10",
                "gives_mentors": 1,
                "ended_on": ended and ended.isoformat(),
            },
            by.id,
            TODAY,
            THEN,
        )
    await confirmations.confirm(db, side.id, PERIOD, 1, by.id, THEN)
    await publications.add(
        db,
        side.id,
        {"published_on": "2026-11-02", "title": f"заметка {side.mark}", "channel": "site", "reach": 90},
        by.id,
        NOW,
    )
    for kind in ("missing", "other"):
        fault = await faults.report(db, side.id, kind, by.id, NOW)
        if kind == "other" and (one := await faults.get(db, EVERYTHING, fault)):
            await faults.describe(db, one, f"сбой {side.mark}", by.id, NOW)
        side.extra.append(f"nv.bad:{by.post.id}:{fault}:1")
    await materials.add(
        db,
        side.id,
        title=f"Программа {side.id}",
        about=None,
        tags=("программа",),
        file=None,
        link="https://nastavnik.example/2",
        by_person=by.id,
        now=THEN,
    )


async def _table(db: Transaction, side: Side) -> None:
    """Sent to be taken into the registry, not yet confirmed."""
    by = side.coordinator
    table = await files.add(
        db, Sent("document", f"i{side.id}", f"таблица {side.mark}.xlsx", "application/xlsx", 900), by, NOW
    )
    imported = await imports.add(db, table, by, NOW)
    side.extra += [f"im.go:{imported}", f"im.no:{imported}", f"im.report:{imported}"]


async def _open_forms(db: Transaction, side: Side) -> None:
    """One of the whole school, one of its mentor alone."""
    by = side.coordinator
    shared = await drafts.open_one(
        db, MONITORING.key, MONITORING.version, f"{side.id}:{NEXT}", by, NOW, Draft({"pupils": 640})
    )
    own = await drafts.open_one(db, "name", 1, f"@{side.mentor.post.id}:me", side.mentor, NOW, Draft())
    for draft in (shared, own):
        for verb, parts in STEPS.items():
            rest = {0: "", 1: ":pupils", 2: ":pupils:5", 3: ":pupils:0:5"}[max(0, parts - 2)]
            if verb != "n":
                side.extra.append(f"f.{verb}:{draft.id}" + (f":{draft.revision}{rest}" if parts > 1 else ""))
