"""Keyboards under messages, refused where Telegram refuses them."""

from typing import Any, Final

from bot.sandbox import entities
from bot.sandbox.params import Params
from bot.sandbox.refusal import bad

ACTIONS: Final = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
OTHERS: Final = ("keyboard", "remove_keyboard", "force_reply")
MAX_BUTTONS: Final = 100
MAX_DATA: Final = 64  # bytes
Rows = list[list[dict[str, Any]]]


def read(params: Params) -> dict[str, Any] | None:
    """The checked `reply_markup` of a call, or None. An empty inline keyboard is no keyboard."""
    markup = params.parsed("reply_markup", "can't parse reply keyboard markup JSON object")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline_keyboard", "InlineKeyboardMarkup")
        checked = [[_inline(button) for button in row] for row in rows]
        return {"inline_keyboard": checked} if any(checked) else None
    if "keyboard" in markup:
        for row in _rows(markup["keyboard"], "keyboard", "ReplyKeyboardMarkup"):
            for button in row:
                _label(button if isinstance(button, dict) else {"text": button}, "keyboard button")
        return markup
    if markup and not any(name in markup for name in OTHERS):
        raise bad("object expected as reply markup")
    return markup or None


def read_inline(params: Params) -> dict[str, Any] | None:
    """For edits, which take inline keyboards only."""
    markup = read(params)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    return markup


def is_inline(markup: dict[str, Any] | None) -> bool:
    return markup is None or "inline_keyboard" in markup


def _rows(rows: Any, name: str, kind: str) -> Rows:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad(f'field "{name}" of the {kind} must be an Array of Arrays')
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise bad("reply markup is too long")
    return [row for row in rows if row]


def _inline(button: Any) -> dict[str, Any]:
    kind = "inline keyboard button"
    _label(button, kind)
    actions = [name for name in ACTIONS if button.get(name) is not None and button.get(name) != ""]
    if "switch_inline_query_current_chat" in button and not actions:
        actions = ["switch_inline_query_current_chat"]
    if not actions:
        raise bad(f"can't parse {kind}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad(f"can't parse {kind}: Exactly one of the fields {', '.join(actions)} must be used")
    if "callback_data" in actions:
        data = button["callback_data"]
        if not isinstance(data, str):
            raise bad(f'can\'t parse {kind}: Field "callback_data" must be of type String')
        if len(data.encode()) > MAX_DATA:
            raise bad("BUTTON_DATA_INVALID")
    if "url" in actions:
        address = entities.full_address(str(button["url"]))
        if address is None:
            raise bad(f"{kind} URL '{button['url']}' is invalid: Wrong HTTP URL")
        return dict(button) | {"url": address}
    return dict(button)


def _label(button: Any, kind: str) -> None:
    if not isinstance(button, dict):
        raise bad(f"can't parse {kind}: {'Inline' if 'inline' in kind else ''}KeyboardButton must be an Object")
    if "text" not in button:
        raise bad(f"can't parse {kind}: Can't find field \"text\"")
    if not isinstance(button["text"], str):
        raise bad(f'can\'t parse {kind}: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad(f"{kind} text must be non-empty")
