"""One conversation for every form: open, answer, doubt, review, hand in. Forms differ only in their bindings."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from domain import drafted, filling
from domain.drafted import Ask, Doubt, Draft, Review
from domain.form import AnswerRejected, Facts, TooPersonal
from domain.kinds import Paper
from domain.papers import Sent, refusal
from handlers import auditing
from handlers.bindings import Binding, Table
from handlers.case import Case, number
from handlers.steps import STEPS
from storage import drafts, files
from storage.drafts import Stored
from views import menus, papers, questions
from views.screen import Reply, Screen


class Open(NamedTuple):
    """A draft on the table, with all that is needed to take a step."""

    binding: Binding
    stored: Stored
    draft: Draft
    facts: Facts
    title: str

    def screen(self, note: str = "", page: int = 0, helped: bool = False) -> Screen:
        return questions.screen(self.sheet, note, page, helped)

    @property
    def sheet(self) -> questions.Sheet:
        return questions.Sheet(
            self.binding.form,
            self.stored.id,
            self.stored.revision,
            self.title,
            self.draft,
            self.facts,
            self.binding.extra,
        )


class Walking:
    """Holds the table of bindings; each public method is a route."""

    def __init__(self, table: Table) -> None:
        self.table = table

    async def open(self, case: Case, form: str, subject: str, first: str = "") -> Screen:
        """Open a form about a subject; a draft begun before goes on where it was. Questions that were sent back are
        asked again, beginning with `first`."""
        binding = self._binding(case, form)
        facts = await binding.facts(case, subject)  # a subject out of scope ends here, before anything is stored
        if shut := await binding.shut(case, subject):
            return shut
        key = f"{_owner(case, binding)}:{subject}"
        draft = Draft(await binding.first(case, subject), reasons=await binding.first_reasons(case, subject))
        stored = await drafts.open_one(case.db, form, binding.form.version, key, case.person, case.now, draft)
        table = await self._spread(case, stored)
        if facts.marked and (mended := filling.mend(binding.form, table.draft, facts.marked, first)) != table.draft:
            table = await self._keep(case, table, mended)
        return await self._show(case, table)

    async def resume(self, case: Case, draft_id: int) -> Screen | Reply:
        stored = await drafts.get(case.db, case.person, draft_id)
        if stored is None:
            return await self._handed_in(case, draft_id)
        table = await self._spread(case, stored)
        return await self._shut(case, table) or await self._show(case, table)

    async def leave(self, case: Case, draft_id: int) -> Reply:
        """Nothing is said of a draft in which nothing was answered, or that is not theirs to fill."""
        stored = await drafts.get(case.db, case.person, draft_id)
        await drafts.leave(case.db, case.person.id)
        said = stored is not None and stored.draft.answers and self._reaches(case, stored)
        return Reply((menus.home(case.person),), toast="Черновик сохранён" if said else "")

    async def tapped(self, case: Case, verb: str, args: list[str]) -> Screen | Reply:
        """A button of a form. One of an older revision changes nothing and shows where the draft is now."""
        match verb:
            case "n":
                return await self.open(case, *args)
            case "o":
                return await self.resume(case, number(args[0]))
            case "x":
                return await self.leave(case, number(args[0]))
        stored = await drafts.get(case.db, case.person, number(args[0]))
        if stored is None:
            return await self._handed_in(case, number(args[0]))
        table = await self._spread(case, stored)
        if number(args[1]) != stored.revision:
            return Reply((await self._show(case, table),), toast="Кнопка устарела, показываю, как сейчас")
        match verb:
            case "s":
                return await self._submit(case, table)
            case "m":
                return questions.choose_change(table.sheet)
            case "p":
                return await self._show(case, table, page=number(args[2]))
            case "h":
                return await self._show(case, table, helped=True)
            case "r":
                return await self._show(case, table)
            case _:
                page = number(args[2]) if verb == "g" else 0
                return await self._step(case, table, lambda: self._apply(table, verb, args[2:]), page)

    async def typed(self, case: Case, raw: str) -> Screen | Reply | None:
        """Words for the open form; None where there is none."""
        found = await self._focused(case)
        if found is None or isinstance(found, Screen):
            return found
        table, seen = found
        if table.stored.revision != seen:
            return await self._show(case, table, "Форму изменили с другого телефона. Ответ не записан, вот свежая:")
        at = drafted.position(table.binding.form, table.draft, table.facts)
        match at:
            case Ask():
                key = at.question.key
                return await self._step(
                    case, table, lambda: filling.answer(table.binding.form, table.draft, key, raw, table.facts)
                )
            case Doubt():
                doubt = at.text
                return await self._step(case, table, lambda: filling.explain(table.draft, doubt, raw))
            case Review():
                return await self._show(case, table, "Все ответы записаны. Осталось нажать кнопку:")

    async def attached(self, case: Case, sent: Sent, note: str) -> Screen | Reply | None:
        """A file for the open form; None where none is open, or it does not ask for a file now. `note` is what
        is said about it once it is taken."""
        table = await self._wants_paper(case)
        if table is None or isinstance(table, Screen):
            return table
        if why := refusal(sent):
            return await self._show(case, table, papers.REFUSED[why])
        file_id = await files.add(case.db, sent, case.person, case.now)
        facts = replace(table.facts, papers={**table.facts.papers, file_id: sent.name})
        table = table._replace(facts=facts)
        here = drafted.position(table.binding.form, table.draft, facts)
        assert isinstance(here, Ask)
        key = here.question.key
        return await self._step(
            case, table, lambda: filling.attach(table.binding.form, table.draft, key, file_id, facts), note=note
        )

    async def not_a_paper(self, case: Case, note: str) -> Screen | None:
        """The question that asks for a file again, under the note; None where none does."""
        table = await self._wants_paper(case)
        return await self._show(case, table, note) if isinstance(table, Open) else table

    async def _wants_paper(self, case: Case) -> Open | Screen | None:
        """The open form where it asks for a file now, as the person was last shown it."""
        found = await self._focused(case)
        if found is None or isinstance(found, Screen):
            return found
        table, seen = found
        if table.stored.revision != seen:
            return None
        at = self._position(table)
        return table if isinstance(at, Ask) and isinstance(at.question.kind, Paper) else None

    async def show_again(self, case: Case, note: str) -> Screen | None:
        """The open form with a note above it, or None where no form is open."""
        found = await self._focused(case)
        return await self._show(case, found[0], note) if isinstance(found, tuple) else found

    async def _focused(self, case: Case) -> tuple[Open, int] | Screen | None:
        """The open form, and the revision of it that was seen. Where what it is about is gone it is open no more, and
        that is said once; the draft stays, for nobody knows whether it is gone for good."""
        focus = await drafts.focus(case.db, case.person)
        if focus is None:
            return None
        try:
            return await self._spread(case, focus.stored), focus.seen
        except LookupError:
            return menus.home(case.person, questions.GONE)

    def _binding(self, case: Case, form: str) -> Binding:
        binding = self.table.get(form)
        if binding is None or case.person.post.role not in binding.roles:
            raise LookupError(form)
        return binding

    def _reaches(self, case: Case, stored: Stored) -> bool:
        """A school's draft is not its mentors'."""
        binding = self.table.get(stored.form)
        if binding is None or case.person.post.role not in binding.roles:
            return False
        return stored.subject.partition(":")[0] == _owner(case, binding)

    def _apply(self, table: Open, verb: str, args: list[str]) -> Draft:
        try:
            return STEPS[verb][1](table.binding.form, table.draft, table.facts, args)
        except KeyError as unknown:  # a question this version does not have
            raise AnswerRejected("Этого вопроса больше нет.") from unknown

    async def _spread(self, case: Case, stored: Stored) -> Open:
        """Raises LookupError where it is not theirs, or what it is about is gone: nothing typed answers it then."""
        try:
            binding = self._binding(case, stored.form)
            subject = _subject(case, binding, stored)
            facts = await binding.facts(case, subject)
        except LookupError:
            await drafts.let_go(case.db, case.person.id, stored.id)
            raise
        draft = stored.draft
        if meant := drafted.papers(binding.form, draft, facts):
            facts = replace(facts, papers=await files.names(case.db, case.scope, meant))
        if stored.version != binding.form.version:
            draft = filling.carry(binding.form, draft, facts)
        return Open(binding, stored, draft, facts, await binding.title(case, subject))

    async def _show(self, case: Case, table: Open, note: str = "", page: int = 0, helped: bool = False) -> Screen:
        await drafts.focus_on(case.db, case.person.id, table.stored.id, table.stored.revision)
        return table.screen(note, page, helped)

    async def _step(
        self, case: Case, table: Open, step: Callable[[], Draft], page: int = 0, note: str = ""
    ) -> Screen | Reply:
        try:
            draft = step()
        except TooPersonal as rejected:
            return Reply((await self._show(case, table, str(rejected), page),), unsay=True)
        except AnswerRejected as rejected:
            return await self._show(case, table, str(rejected), page)
        table = await self._keep(case, table, draft)
        if table.binding.form.straight and isinstance(self._position(table), Review):
            return await self._submit(case, table)
        return await self._show(case, table, note, page)

    async def _submit(self, case: Case, table: Open) -> Screen | Reply:
        form, draft, facts = table.binding.form, table.draft, table.facts
        if not isinstance(self._position(table), Review):
            return await self._show(case, table, "Сначала ответьте, пожалуйста, здесь:")
        if shut := await self._shut(case, table):
            return shut
        subject = _subject(case, table.binding, table.stored)
        answers, reasons = drafted.submission(form, draft), drafted.reasons(form, draft, facts)
        before = case.db.changes
        try:
            async with case.db.savepoint():
                filed = await table.binding.save(case, subject, answers, reasons)
        except TooPersonal as rejected:
            return Reply((await self._refuse(case, table, str(rejected)),), unsay=True)
        except AnswerRejected as rejected:
            return await self._refuse(case, table, str(rejected))
        await auditing.handed_in(case, form.key, subject, filed, changed=case.db.changes > before)
        await drafts.hand_in(case.db, table.stored, filed.result, case.person.id, case.now)
        return filed.reply

    async def _refuse(self, case: Case, table: Open, why: str) -> Screen:
        """The whole was refused: a form without a review asks its last question again."""
        if not table.binding.form.straight:
            return await self._show(case, table, why)
        draft = filling.back(table.binding.form, table.draft, table.facts)
        return await self._show(case, await self._keep(case, table, draft), why)

    async def _keep(self, case: Case, table: Open, draft: Draft) -> Open:
        stored = await drafts.save(case.db, table.stored, draft, table.binding.form.version, case.now)
        if stored is None:
            raise RuntimeError("the draft changed within one transaction")
        return Open(table.binding, stored, draft, table.facts, table.title)

    async def _shut(self, case: Case, table: Open) -> Screen | None:
        """Why the form cannot be handed in any more; the draft stays, and nothing typed next is taken for an answer."""
        shut = await table.binding.shut(case, _subject(case, table.binding, table.stored))
        if shut is not None:
            await drafts.leave(case.db, case.person.id)
        return shut

    async def _handed_in(self, case: Case, draft_id: int) -> Reply:
        """A second tap on an old form: the same receipt, nothing twice."""
        receipt = await drafts.receipt(case.db, case.person, draft_id)
        if receipt is None:
            raise LookupError(draft_id)
        form, result, mine = receipt
        binding = self._binding(case, form)
        if not (binding.shared or mine):
            raise LookupError(draft_id)
        return await binding.receipt(case, result)

    @staticmethod
    def _position(table: Open) -> drafted.Position:
        return drafted.position(table.binding.form, table.draft, table.facts)


def _owner(case: Case, binding: Binding) -> str:
    """Whose draft it is: the school's where its people fill it together, else this post's alone."""
    return str(case.school_id) if binding.shared else f"@{case.person.post.id}"


def _subject(case: Case, binding: Binding, stored: Stored) -> str:
    """What the draft is about. Somebody else's is not found."""
    owner, _, subject = stored.subject.partition(":")
    if owner != _owner(case, binding):
        raise LookupError(stored.id)
    return subject
