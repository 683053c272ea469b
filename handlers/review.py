"""The department reviews what schools filed (rows 4.1, 4.2): the queue, one report, accepting one or many, history."""

from collections.abc import Mapping
from itertools import groupby

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.form import Answers, Facts, Form
from domain.people import EVERYTHING, Role
from domain.review import Event, Step
from domain.submissions import State, Submission
from handlers import telling
from handlers.bindings import answering
from handlers.case import Acts, Case, On, Private, number
from handlers.walking import Walking
from storage import closings, remarks, reminders, reviews, submissions, wishes, years
from views import corrections, report_history
from views import review as views
from views import review_queue as queues
from views.screen import Notice, Reply, Screen


class Reviewing:
    """Holds the forms that are reviewed."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self.forms = forms

    async def current(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        """All that was filed with one form: the period itself where there is only one to look at."""
        heaps = [one for one in await reviews.heaps(case.db, args[0]) if one.form in self.forms]
        waiting = [one for one in heaps if one.waiting]
        if len(waiting or heaps) != 1:
            return queues.periods(heaps)
        (only,) = waiting or heaps
        return await queue(case, only.form, only.period)

    async def listing(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        form, period, wanted, page = args
        state = next((state for state in State if state.value == wanted), None)
        if form not in self.forms or state is None:
            raise LookupError(form)
        return await queue(case, form, period, state, number(page))

    async def open(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        return await self.shown(case, await load(case, args[0]))

    async def accept(self, query: CallbackQuery, case: Case, args: list[str]) -> Reply:
        """One tap; the revision the reviewer has seen, or none."""
        filed = await load(case, args[0])
        event = await reviews.take(case.db, filed.id, number(args[1]), Step.ACCEPT, case.person.id, case.now)
        if event is None:
            return Reply((await self.shown(case, filed),), toast=views.MOVED_ON)
        screen = corrections.accepted([(filed.form, filed.period, filed.school)])
        notices = await telling.school(case, filed.school_id, screen, f"accepted:{event}")
        return Reply((await queue(case, filed.form, filed.period),), notices, toast=views.ACCEPTED)

    async def ask_all(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        form, period = args
        count, corrected, newest = await reviews.plain(case.db, form, period)
        return queues.ask_all(form, period, count, corrected, newest) if count else await queue(case, form, period)

    async def accept_all(self, query: CallbackQuery, case: Case, args: list[str]) -> Reply:
        """Those without a doubt that were counted when the button was shown; later filings are left for a look. One
        message per coordinator, however many of their schools are in it."""
        form, period, newest = args
        done: dict[int, int] = {}
        for submission_id, revision in await reviews.plain_ids(case.db, form, period, number(newest)):
            event = await reviews.take(case.db, submission_id, revision, Step.ACCEPT, case.person.id, case.now)
            if event is not None:
                done[submission_id] = event
        notices: list[Notice] = []
        for chat, rows in groupby(await reviews.filed_by(case.db, [*done]), key=lambda row: int(row["telegram_id"])):
            told = [(row["form"], row["period"], row["school"]) for row in rows]
            notices.append(telling.one(case, chat, corrections.accepted(told), f"accepted:{max(done.values())}"))
        return Reply((await queue(case, form, period),), tuple(notices), toast=queues.accepted_all(len(done)))

    async def ask_recall(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        filed = await load(case, args[0])
        return views.ask_recall(filed) if filed.state == State.RETURNED else await self.shown(case, filed)

    async def recall(self, query: CallbackQuery, case: Case, args: list[str]) -> Reply:
        """A return that was a mistake: nothing is asked of the school any more."""
        filed, note = await load(case, args[0]), "возврат отменён"
        async with reminders.changing_school(case.db, case.town, case.now, filed.school_id):
            event = await reviews.take(case.db, filed.id, number(args[1]), Step.RECALL, case.person.id, case.now, note)
            if event:
                await remarks.drop(case.db, filed.id)
        shown = await self.shown(case, await load(case, args[0]))
        if event is None:
            return Reply((shown,), toast=views.MOVED_ON)
        notices = await telling.school(case, filed.school_id, corrections.recalled(filed), f"recalled:{event}")
        return Reply((shown,), notices, toast=views.RECALLED)

    async def log(self, query: CallbackQuery, case: Case, args: list[str]) -> Screen:
        """Every step; a school sees its own."""
        filed = await submissions.get(case.db, case.scope, number(args[0]))
        if filed is None:
            raise LookupError(args[0])
        events = await reviews.history(case.db, case.scope, filed.id)
        filings = await reviews.filings(case.db, filed.id)
        form, role, facts = self.forms[filed.form], case.person.post.role, Facts(case.today)
        return report_history.listing(filed, form, events, filings, facts, case.town.zone, number(args[1]), role)

    async def shown(self, case: Case, filed: Submission) -> Screen:
        return await opened(case, self.forms[filed.form], filed)


async def opened(case: Case, form: Form, filed: Submission) -> Screen:
    """One submission with all that a reviewer looks at beside it."""
    last = await submissions.before(case.db, filed.school_id, filed.form, filed.period)
    events = await reviews.history(case.db, EVERYTHING, filed.id)
    newest = events[0] if events else None
    asked = newest.note if newest and newest.before is newest.after is State.ACCEPTED else None
    one = views.Opened(
        filed,
        form,
        last.answers if last else {},
        await _base(case, filed, events),
        await remarks.newest(case.db, filed.id),
        asked or "",
    )
    return views.submission(one, case.today, case.town.zone)


async def queue(case: Case, form: str, period: str, state: State = State.SUBMITTED, page: int = 0) -> Screen:
    """A period's submissions of one state, and what else is to be decided there."""
    due = await years.due(case.db, form, period)
    heap = await reviews.heap(case.db, form, period)
    if due is None and not (heap.waiting or heap.returned or heap.accepted):
        raise LookupError(period)
    plain, _, _ = await reviews.plain(case.db, form, period)
    asked = [one for one in await wishes.waiting(case.db) if (one.form, one.period) == (form, period)]
    late = await closings.late(case.db, due.id, case.now) if due else {}
    about = queues.Period(
        heap,
        plain,
        len(asked),
        len(late),
        due.id if due else None,
        due is not None and due.closed,
        due is not None and due.ends_at <= case.now,
    )
    return queues.queue(about, await reviews.queue(case.db, form, period, state), state, page, case.town.zone)


async def load(case: Case, submission_id: str) -> Submission:
    filed = await submissions.get(case.db, EVERYTHING, number(submission_id))
    if filed is None:
        raise LookupError(submission_id)
    return filed


async def _base(case: Case, filed: Submission, events: list[Event]) -> Answers | None:
    """The answers the newest correction began from: those that were sent back, else the revision before."""
    if filed.revision == 1:
        return None
    sent_back = [event.revision for event in events if event.after is State.RETURNED]
    base = min(max(sent_back, default=filed.revision - 1), filed.revision - 1)
    return (await reviews.filings(case.db, filed.id)).get(base)


def router(walking: Walking) -> Router:
    routes = Router(name="review")
    reviewing = Reviewing(answering(walking.table.values()))
    ours = (Acts(Role.DEPARTMENT), Private())
    routes.callback_query.register(reviewing.current, On("rv.form", 1), *ours)
    routes.callback_query.register(reviewing.listing, On("rv.in", 4), *ours)
    routes.callback_query.register(reviewing.open, On("rv.open", 1), *ours)
    routes.callback_query.register(reviewing.accept, On("rv.ok", 2), *ours)
    routes.callback_query.register(reviewing.ask_all, On("rv.all?", 2), *ours)
    routes.callback_query.register(reviewing.accept_all, On("rv.all", 3), *ours)
    routes.callback_query.register(reviewing.ask_recall, On("rv.undo?", 1), *ours)
    routes.callback_query.register(reviewing.recall, On("rv.undo", 2), *ours)
    routes.callback_query.register(reviewing.log, On("rv.log", 2), Acts(Role.DEPARTMENT, Role.COORDINATOR), Private())
    return routes
