"""What one person's phone holds: the newest messages with their buttons, and what they send, as the Bot API has it."""

from typing import Final

from tests.bench.bodies import Params, dumps, loads

DATE: Final = 1_796_000_000
TAPS: Final = 1_000_000  # callback queries are numbered person * TAPS + n

Keyboard = list[list[dict[str, str]]]


class Message:
    """A message of the bot: `raw` is its JSON, `rows` its inline keyboard."""

    __slots__ = ("number", "raw", "rows")

    def __init__(self, number: int, raw: bytes, rows: Keyboard) -> None:
        self.number, self.raw, self.rows = number, raw, rows


class Person:
    __slots__ = ("at", "done", "expect", "id", "missing", "raw", "shown", "started", "taps")

    def __init__(self, number: int) -> None:
        self.id = number
        self.raw = b'{"id":%d,"is_bot":false,"first_name":"N","language_code":"ru"}' % number
        self.shown: list[Message] = []
        self.at = 0  # the step of the script that comes next
        self.done = 0  # steps in this phase
        self.missing = 0  # parts of the answer that have not come yet
        self.expect = ""
        self.started = 0.0
        self.taps = 0


def rows(params: Params) -> Keyboard:
    markup = params.get("reply_markup")
    if not markup:
        return []
    if isinstance(markup, str):
        markup = loads(markup)
    found: Keyboard = markup.get("inline_keyboard") or []
    return found


def button(rows: Keyboard, label: str) -> str | None:
    for row in rows:
        for button in row:
            if button["text"].startswith(label):
                return button.get("callback_data")
    return None


def words(text: str) -> bytes:
    """The text of a message; commands are marked as Telegram marks them."""
    said = b'"text":' + dumps(text)
    if text.startswith("/"):
        said += b',"entities":[{"type":"bot_command","offset":0,"length":%d}]' % len(text)
    return said


def typed(update: int, message: int, person: Person, said: bytes) -> bytes:
    """An update with a message; `said` comes from `words`."""
    return (
        b'{"update_id":%d,"message":{"message_id":%d,"from":%b,"chat":{"id":%d,"type":"private",'
        b'"first_name":"N"},"date":%d,%b}}'
    ) % (update, message, person.raw, person.id, DATE, said)


def tapped(update: int, person: Person, pressed: Message, data: str) -> bytes:
    """An update with a tap on a button."""
    return (b'{"update_id":%d,"callback_query":{"id":"%d","from":%b,"message":%b,"chat_instance":"%d","data":%b}}') % (
        update,
        person.id * TAPS + person.taps,
        person.raw,
        pressed.raw,
        person.id,
        dumps(data),
    )


def sent(number: int, me: bytes, chat: int, text: str, shown: Keyboard) -> bytes:
    """A message of the bot, as it is told about it."""
    keyboard = b',"reply_markup":{"inline_keyboard":%b}' % dumps(shown) if shown else b""
    return (b'{"message_id":%d,"from":%b,"chat":{"id":%d,"type":"private","first_name":"N"},"date":%d,"text":%b%b}') % (
        number,
        me,
        chat,
        DATE,
        dumps(text),
        keyboard,
    )
