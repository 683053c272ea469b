"""A person goes through a conversation: presses what was shown, types what is asked."""

from typing import Any

from handlers.case import Case
from tests.handlers.phone import Line, say, screens, tap


async def press(line: Line, case: Case, data: str) -> Any:
    return await line.feed(tap(data, case.person.telegram_id))


async def pressed(line: Line, case: Case, returned: Any, label: str) -> Any:
    """The button whose label begins so."""
    (data,) = [b.action for row in screens(returned)[-1].rows for b in row if b.label.startswith(label)]
    return await press(line, case, data)


async def answered(line: Line, case: Case, begin: str, *words: str) -> Any:
    """A form is begun; each word is typed, or pressed where it begins with a dot."""
    returned = await press(line, case, begin)
    for word in words:
        if word.startswith("."):
            returned = await pressed(line, case, returned, word[1:])
        else:
            returned = await line.feed(say(word, case.person.telegram_id))
    return returned
