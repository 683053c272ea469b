"""A message that was sent unasked is answered in the post it was for, whatever post a person acts in now."""

from domain.people import Role
from handlers.case import Case
from storage import people


async def as_post(case: Case, post_id: int, role: Role) -> Case:
    """The same person, acting in this post from now on. LookupError for somebody else's, or another role's."""
    post = next((one for one in case.person.posts if one.id == post_id), None)
    if post is None or post.role is not role:
        raise LookupError(post_id)
    if post == case.person.post:
        return case
    await people.act_as(case.db, case.person.id, post.id)
    person = await people.get(case.db, case.person.id)
    if person is None:
        raise LookupError(case.person.id)
    return Case(case.db, person, case.now, case.town)
