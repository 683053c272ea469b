"""Sending single answers back, opening an accepted report again, finding one: the forms of the review."""

from collections.abc import Iterable, Mapping

from domain import review as rules
from domain.drafted import Draft
from domain.form import AnswerRejected, Answers, Facts, Form, Option
from domain.forms import review as forms
from domain.people import EVERYTHING, Role
from domain.review import Step
from domain.submissions import State, Submission
from handlers import review, telling
from handlers.bindings import Binding, Filed
from handlers.case import Case, number
from storage import drafts, remarks, reviews, submissions
from views import corrections, reports, review_queue, words
from views import review as views
from views.screen import LABEL_LIMIT, Reply, Screen

OURS = (Role.DEPARTMENT,)


def bindings(reviewed: Mapping[str, Form]) -> Iterable[Binding]:
    """Of every form that is reviewed one to send it back, and the two that are the same for all."""
    yield from (Returning(form).binding for form in reviewed.values())
    shared = Shared(reviewed)
    yield Binding(forms.REOPEN, OURS, shared.facts, shared.reopen, shared.receipt, shared.title)
    yield Binding(forms.FIND, OURS, shared.choices, shared.find, shared.receipt, shared.searched)


class Returning:
    """The subject is a submission and its revision, "12.1": comments are written to what was looked at."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.binding = Binding(
            forms.returning(form), OURS, self.facts, self.save, self.receipt, self.title, shut=self.shut
        )

    async def facts(self, case: Case, subject: str) -> Facts:
        """What was answered, each with its value."""
        filed, _ = await self._load(case, subject)
        today = Facts(case.today)
        shown = {q.key: reports.value(q, filed.answers[q.key], today) for q in rules.answered(self.form, filed.answers)}
        labels = tuple(
            Option(q.key, words.shorten(f"{q.title}: {shown[q.key]}", LABEL_LIMIT - 2))
            for q in self.form.questions
            if q.key in shown
        )
        notes = {forms.ABOUT + key: f"В отчёте: {value}" for key, value in shown.items()}
        return Facts(case.today, options={"questions": labels}, notes=notes)

    async def shut(self, case: Case, subject: str) -> Screen | None:
        filed, revision = await self._load(case, subject)
        return None if (filed.state, filed.revision) == (State.SUBMITTED, revision) else views.stale(filed)

    async def save(self, case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
        """The school is told at once, and owes it again."""
        filed, revision = await self._load(case, subject)
        comments = forms.remarks(answers)
        note = "\n".join(f"{q.title}: {comments[q.key]}" for q in self.form.questions if q.key in comments)
        event = await reviews.take(case.db, filed.id, revision, Step.RETURN, case.person.id, case.now, note)
        if event is None:
            raise AnswerRejected(views.MOVED_ON)
        await remarks.add(case.db, filed.id, comments, case.person.id, case.now)
        await self._ask_anew(case, filed, comments)
        screen = corrections.returned(filed, self.form, comments, Facts(case.today))
        notices = await telling.school(case, filed.school_id, screen, f"returned:{filed.id}:{event}")
        shown = await review.queue(case, filed.form, filed.period)
        return Filed(filed.id, Reply((shown,), notices, toast=views.RETURNED))

    async def receipt(self, case: Case, result: int) -> Reply:
        return Reply((await review.opened(case, self.form, await review.load(case, str(result))),))

    async def title(self, case: Case, subject: str) -> str:
        filed, _ = await self._load(case, subject)
        return f"Вернуть · {words.squeeze(filed.school, 60)}"

    async def _ask_anew(self, case: Case, filed: Submission, comments: Mapping[str, str]) -> None:
        """A correction the school had begun by itself goes on; what is marked is asked all the same."""
        stored = await drafts.about(case.db, self.form.key, f"{filed.school_id}:{filed.period}")
        if stored is None or not stored.draft.kept.keys() & comments.keys():
            return
        kept = {key: value for key, value in stored.draft.kept.items() if key not in comments}
        draft = Draft(stored.draft.answers, kept, stored.draft.reasons)
        await drafts.save(case.db, stored, draft, stored.version, case.now)

    async def _load(self, case: Case, subject: str) -> tuple[Submission, int]:
        submission_id, _, revision = subject.partition(".")
        filed = await review.load(case, submission_id)
        if filed.form != self.form.key:
            raise LookupError(subject)
        return filed, number(revision)


class Shared:
    """Over any form that is reviewed."""

    def __init__(self, reviewed: Mapping[str, Form]) -> None:
        self.reviewed = reviewed

    async def facts(self, case: Case, subject: str) -> Facts:
        await review.load(case, subject)
        return Facts(case.today)

    async def reopen(self, case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
        """An accepted report waits for review again, and its school may correct it."""
        filed, reason = await review.load(case, subject), str(answers["reason"])
        step = Step.REOPEN
        event = await reviews.take(case.db, filed.id, filed.revision, step, case.person.id, case.now, reason)
        if event is None:
            raise AnswerRejected("Отчёт не принят, открывать его не нужно.")
        screen = corrections.reopened(filed, reason)
        notices = await telling.school(case, filed.school_id, screen, f"reopened:{event}")
        return Filed(filed.id, Reply(await self._screens(case, filed.id), notices, toast=views.REOPENED))

    async def choices(self, case: Case, subject: str) -> Facts:
        """Every school that has filed: the subject is a form and a period, "monitoring:2026-Q4"."""
        form, _, period = subject.partition(":")
        if form not in self.reviewed:
            raise LookupError(subject)
        found = [one for state in State for one in await reviews.queue(case.db, form, period, state)]
        options = (Option(str(one.id), review_queue.option(one)) for one in sorted(found, key=lambda one: one.number))
        return Facts(case.today, options={"schools": tuple(options)})

    async def find(self, case: Case, subject: str, answers: Answers, reasons: dict[str, str]) -> Filed:
        found = number(str(answers["school"]))
        return Filed(found, await self.receipt(case, found))

    async def receipt(self, case: Case, result: int) -> Reply:
        return Reply(await self._screens(case, result))

    async def title(self, case: Case, subject: str) -> str:
        filed = await review.load(case, subject)
        return f"{forms.REOPEN.title} · {words.squeeze(filed.school, 60)}"

    async def searched(self, case: Case, subject: str) -> str:
        form, _, period = subject.partition(":")
        return reports.title(form, period)

    async def _screens(self, case: Case, submission_id: int) -> tuple[Screen, ...]:
        filed = await submissions.get(case.db, EVERYTHING, submission_id)
        if filed is None:
            raise LookupError(submission_id)
        return (await review.opened(case, self.reviewed[filed.form], filed),)
