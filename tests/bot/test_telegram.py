"""Screens as requests, and every answer's meaning."""

import json
from typing import Any

import pytest
from markupsafe import Markup

from bot import markup, outcomes, telegram
from bot.http import Answer
from bot.outcomes import Done, Gone, Malformed, Moved, Outage, Outcome, SlowDown, Unauthorized, Unreachable
from views.screen import Button, File, Screen


def body(request: telegram.Request) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(request.body)
    return found


def test_a_screen_is_html_without_previews_and_with_its_buttons() -> None:
    rows = ((Button("Да", action="yes:1"), Button("Сайт", url="https://example.org")),)
    request = telegram.send(11, Screen(Markup("<b>{}</b>").format("1 < 2"), rows))
    assert request.method == "sendMessage"
    assert body(request) == {
        "chat_id": 11,
        "text": "<b>1 &lt; 2</b>",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {
            "inline_keyboard": [
                [{"text": "Да", "callback_data": "yes:1"}, {"text": "Сайт", "url": "https://example.org"}]
            ]
        },
    }


def test_a_file_is_a_reference_until_it_is_sent() -> None:
    request = telegram.send(11, Screen(Markup("Ссылка"), file=File("photo", "qr", {"link": "https://example.org"})))
    assert (request.method, body(request)["caption"]) == ("sendPhoto", "Ссылка")
    assert json.loads(request.file or "") == {
        "kind": "photo",
        "renderer": "qr",
        "args": {"link": "https://example.org"},
    }


# 4 tag characters and an entity of 4 count as one unit of text; an emoji counts two.
@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("привет", 6, "привет"),
        ("приветы", 6, "приве…"),
        ("<b>привет</b>", 6, "<b>привет</b>"),
        ("<b>при<i>веты</i></b>", 6, "<b>при<i>ве…</i></b>"),
        ("&lt;&lt;&lt;&lt;", 4, "&lt;&lt;&lt;&lt;"),
        ("&lt;&lt;&lt;&lt;", 3, "&lt;&lt;…"),
        ("😀😀", 4, "😀😀"),
        ("😀😀", 3, "😀…"),
        ('<a href="x">ссылка</a> и слова', 8, '<a href="x">ссылка</a> …'),
    ],
)
def test_a_text_is_cut_as_telegram_counts_it_and_stays_well_formed(text: str, limit: int, expected: str) -> None:
    assert markup.cut(text, limit) == expected


def test_no_text_over_the_limit_leaves_and_it_is_said_loudly(caplog: pytest.LogCaptureFixture) -> None:
    words = body(telegram.send(11, Screen(Markup("<b>" + "я" * 5000 + "</b>"))))["text"]
    assert markup.length(markup.plain(words)) == 4096
    assert words.endswith("…</b>")
    assert "a text was cut" in caplog.text


def test_a_message_as_plain_words_has_no_markup_and_no_buttons() -> None:
    screen = Screen(Markup("<b>1 &lt; 2</b>"), ((Button("Да", action="yes"),),))
    assert json.loads(telegram.as_plain(telegram.edit(11, 5, screen).body) or "") == {"chat_id": 11, "text": "1 < 2"}
    assert telegram.as_plain(telegram.strip(11, 5).body) is None


def no(code: int, description: str = "", **more: Any) -> Answer:
    return Answer(ok=False, code=code, description=description, **more)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(ok=True, result={"message_id": 7}), Done(7)),
        (Answer(ok=True, result=True), Done()),
        (Answer(ok=True), Done()),
        (no(400, "Bad Request: message is not modified: specified new message content is the same"), Done()),
        (no(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"), Done()),
        (no(429, "Too Many Requests: retry after 9", retry_after=9), SlowDown(9)),
        (no(429, "Too Many Requests: retry after 9"), SlowDown(9)),
        (no(429), SlowDown(1)),
        (no(403, "Forbidden: bot was blocked by the user"), Unreachable("bot was blocked by the user")),
        (no(403, "Forbidden: user is deactivated"), Unreachable("user is deactivated")),
        (no(403, "Forbidden: bot was kicked from the supergroup chat"), Unreachable("bot was kicked")),
        (no(400, "Bad Request: chat not found"), Unreachable("chat not found")),
        (
            no(403, "Forbidden: bot can't initiate conversation with a user"),
            Unreachable("bot can't initiate conversation"),
        ),
        (
            no(400, "Bad Request: not enough rights to send text messages to the chat"),
            Unreachable("not enough rights to send"),
        ),
        (no(400, "Bad Request: group chat was upgraded to a supergroup chat", new_chat=-1005), Moved(-1005)),
        (no(400, "Bad Request: message to edit not found"), Gone()),
        (no(400, "Bad Request: message can't be edited"), Gone()),
        (no(400, "Bad Request: message is too long"), Malformed("400 Bad Request: message is too long")),
        (no(400, "Bad Request: BUTTON_DATA_INVALID"), Malformed("400 Bad Request: BUTTON_DATA_INVALID")),
        (
            no(400, 'Bad Request: can\'t parse entities: unsupported start tag "Анна" at byte offset 3'),
            Malformed("400 Bad Request: can't parse entities: unsupported start tag … at byte offset 3"),
        ),
        (no(403, "Forbidden: some new reason"), Malformed("403 Forbidden: some new reason")),
        (no(404, "Not Found"), Malformed("404 Not Found")),
        (no(401, "Unauthorized"), Unauthorized()),
        (no(500, "Internal Server Error"), Outage("HTTP 500", unknown=False, server_wide=False)),
        (no(502, from_api=False), Outage("HTTP 502", unknown=False, server_wide=False)),
        (no(504, from_api=False), Outage("HTTP 504", unknown=True, server_wide=True)),
        (no(404, from_api=False), Outage("HTTP 404", unknown=False, server_wide=False)),
    ],
)
def test_every_answer_has_one_meaning(answer: Answer, outcome: Outcome) -> None:
    assert outcomes.read(answer) == outcome
