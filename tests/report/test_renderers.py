"""A debrief as text and as Markdown: narrow enough, and safe with anybody's words in it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from game.presentation.debrief import debrief
from game.report import markdown_debrief, plain_debrief
from game.report.outline import outline
from tests.session.matches import Data, new_match, picker, play_out, played, small, varied, without_record


def debriefs() -> list[Data]:
    return [
        debrief(played("all=record")),
        debrief(played("", 1)),
        debrief(played("stalin=random", 3)),
        debrief(played("", 2, opened=varied(without_record))),
        debrief(play_out(new_match("all=human", 1), picker("report"), 12)),
        debrief(play_out(new_match("all=human", 4, opened=small("capital")), picker("report"))),
        debrief(play_out(new_match("all=human", 5, opened=small("council")), picker("report"))),
    ]


DEBRIEFS = debriefs()


@pytest.mark.parametrize("found", DEBRIEFS)
@pytest.mark.parametrize("width", [80, 60, 40])
def test_text_is_no_wider_than_asked(found: Data, width: int) -> None:
    """A line that wraps by itself in a terminal of eighty columns breaks every list."""
    text = plain_debrief(found, width=width)

    assert max(map(len, text.split("\n"))) <= width
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("length", [79, 80, 81, 120])
def test_a_long_title_is_wrapped_too(length: int) -> None:
    """Titles may have 120 characters."""
    title = ("word " * 30)[:length].strip() + "s"

    text = plain_debrief({**DEBRIEFS[0], "title": title})

    assert max(map(len, text.split("\n"))) <= 80
    assert text.split("-")[0].replace("\n", " ").strip() == title.upper()


@pytest.mark.parametrize("found", DEBRIEFS)
def test_every_format_says_the_same(found: Data) -> None:
    """Each sentence of the outline stands in the text and in the Markdown."""
    text = " ".join(plain_debrief(found).split())
    said = rendered(markdown_debrief(found))
    for section in outline(found):
        lines = [*section.paragraphs, *(line for p in section.points for line in (p.line, *p.details))]
        for line in lines:
            whole = " ".join(line.split())
            assert whole in said
            if len(whole) < 60:
                assert whole in text


def tokens(markdown: str) -> list[Any]:
    """Return everything in a Markdown document, inline parts too."""
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        found += [token, *(token.children or [])]
    return found


def rendered(markdown: str) -> str:
    """Return what a reader of a Markdown document sees, in one line."""
    return " ".join(
        " ".join(t.content for t in tokens(markdown) if t.type in ("text", "code_inline")).split()
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "[link](https://example.org)",
    "![image](https://example.org/x.png)",
    "*strong* _words_ **more** ~~less~~",
    "`code` ``more``",
    "# heading",
    "1. first",
    "1) first",
    "- item",
    "+ item",
    "> quote",
    "---",
    "===",
    "a\n\n# heading\n\n- item",
    "a | b\n--- | ---\n1 | 2",
    "&lt;b&gt; &copy; &#35;",
    "<https://example.org>",
    "trailing backslash \\",
    "~~~\ncode",
    "[ref]: https://example.org",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_wrote_is_shown_and_not_obeyed(words: str) -> None:
    """Authors' and players' words may hold any sign; in Markdown they must stay words."""
    found = {**DEBRIEFS[0], "title": words, "reflection": [words], "closing": words}
    found["affected"] = [{"party": "x", "name": words, "stake": words, "sources": []}]
    plain = tokens(markdown_debrief(DEBRIEFS[0]))
    wild = tokens(markdown_debrief(found))

    kinds = {token.type for token in wild} - {"hardbreak"}
    assert kinds <= {token.type for token in plain} | {"softbreak"}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "em_open", "strong_open", "hr"}
    assert " ".join(words.split()) in " ".join(
        "".join(c.content for c in t.children or []) for t in wild if t.type == "inline"
    )


@given(st.text(max_size=60))
def test_any_words_survive_markdown(words: str) -> None:
    """Whatever is typed comes out as it was typed, but for blanks."""
    found = {**DEBRIEFS[0], "reflection": [words]}
    inlines = [t for t in tokens(markdown_debrief(found)) if t.type == "inline"]
    shown = ["".join(child.content for child in token.children) for token in inlines]

    whole = " ".join(words.split()).replace("\0", "\ufffd")
    assert whole in shown or not whole


def test_what_a_player_typed_at_the_table_is_escaped() -> None:
    """The one text in a debrief that comes from strangers in the same class."""
    match = new_match("roosevelt=human", 1)
    match.run()
    while match.state.clock.step != "table":
        match.act(1, {"kind": "done"})
        match.run()
    words = "<img src=x>\n\n# Loud\n\n[click](javascript:alert(1))"
    match.act(1, {"kind": "reject", "say": [{"intent": "explain", "issue": "ports", "words": words}]})
    found = markdown_debrief(debrief(match))

    assert "Loud" in found
    kinds = {token.type for token in tokens(found)}
    assert kinds.isdisjoint({"html_block", "html_inline", "link_open", "image"})
    headings = [t for t in tokens(found) if t.type == "heading_open"]
    assert len(headings) == found.count("\n## ") + 1
