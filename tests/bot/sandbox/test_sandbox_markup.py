"""Telegram's HTML and its entities, without a server."""

import pytest

from bot.sandbox import entities, markup
from bot.sandbox.refusal import Refused


def mark(kind: str, offset: int, length: int, **more: str) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("plain", "plain", []),
        ("a & b &copy; &amp;lt; &#1071;&#x42f;", "a & b &copy; &lt; ЯЯ", []),
        ("😀<b>a</b>", "😀a", [mark("bold", 2, 1)]),
        (
            "<b>a<i>b</i></b>",
            "ab",
            [mark("bold", 0, 2), mark("italic", 1, 1)],
        ),
        ("<STRONG>a</strong>", "a", [mark("bold", 0, 1)]),
        ("<ins>a</ins><del>b</del>", "ab", [mark("underline", 0, 1), mark("strikethrough", 1, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [mark("spoiler", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [mark("expandable_blockquote", 0, 1)]),
        ('<pre><code class="language-sql">a</code></pre>', "a", [mark("pre", 0, 1, language="sql")]),
        ("<a href='example.com'>a</a>", "a", [mark("text_link", 0, 1, url="http://example.com/")]),
        ('<a href="https://t.me/x?a=1&amp;b=2">a</a>', "a", [mark("text_link", 0, 1, url="https://t.me/x?a=1&b=2")]),
        ("<a href='nowhere'>a</a>", "a", []),
        ("  <b> a </b>  ", "a", [mark("bold", 0, 1)]),
        ("<code><b>a</b></code>", "a", [mark("code", 0, 1)]),
    ],
)
def test_html_becomes_text_and_entities(source, text, marks):
    words, found = entities.trimmed(*markup.parse(source))
    assert (words, entities.settled(words, found)) == (text, marks)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("я <div>a</div>", 'Unsupported start tag "div" at byte offset 3'),  # 2 bytes and a space
        ("2 < 3", 'Unsupported start tag "" at byte offset 2'),
        ("2 < 3 > 1", 'Unsupported start tag "" at byte offset 2'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href='x>a</a>", 'Unclosed start tag "a" at byte offset 0'),
        ("<a =x>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_unparsable_html_is_refused_with_the_place(source, complaint):
    with pytest.raises(Refused) as refused:
        markup.parse(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("/bind@sample_bot", [("bot_command", "/bind@sample_bot")]),
        ("12/13/14 and a/b", []),
        ("see https://example.com/a?b=1.", [("url", "https://example.com/a?b=1")]),
        ("see example.com, then", [("url", "example.com")]),
        ("write to a@example.com", [("email", "a@example.com")]),
        ("@sample_bot hi #отчёт", [("mention", "@sample_bot"), ("hashtag", "#отчёт")]),
        ("Row 4.1 and 24.11.2026", []),
    ],
)
def test_entities_are_found_by_themselves(text, found):
    assert [
        (one["type"], text[one["offset"] : one["offset"] + one["length"]]) for one in entities.discovered(text)
    ] == found


@pytest.mark.parametrize(
    ("text", "marks", "html"),
    [
        ("<script>", [], "&lt;script&gt;"),
        ("abc", [mark("bold", 0, 2), mark("italic", 1, 2)], "<b>a<i>b</i></b><i>c</i>"),
        ("😀b", [mark("bold", 2, 1)], "😀<b>b</b>"),
        ("a", [mark("text_link", 0, 1, url='https://x.y/"><b>')], '<a href="https://x.y/&quot;&gt;&lt;b&gt;">a</a>'),
        ("a", [mark("bold", 0, 99)], "<b>a</b>"),
    ],
)
def test_entities_become_safe_html(text, marks, html):
    assert entities.as_html(text, marks) == html
