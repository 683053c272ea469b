"""The file that belongs to something: shown to whoever may see that thing."""

from domain.people import Scope
from handlers.case import Case
from storage import files
from views import papers
from views.screen import Screen


async def copy(case: Case, school_id: int | None, file_id: int | None) -> Screen:
    """The thing was loaded within the person's scope before; `school_id` is the school that it is of. LookupError
    where it has no file, or one that turned out to be none."""
    paper = await files.get(case.db, Scope(school_id), file_id) if file_id is not None else None
    if paper is None or paper.state == "refused":
        raise LookupError(file_id)
    return papers.copy(paper)
