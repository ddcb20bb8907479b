"""A game beside history, and the debrief as a page."""

from html.parser import HTMLParser

import pytest

from game.presentation.what_if import what_if
from game.presentation.what_if_bars import what_if_bars
from game.report import html_debrief, outline
from game.report.beside import compared, course
from game.session.moments import decisions
from game.simulation.what_if import Question, ask
from tests.report.test_renderers import DEBRIEFS
from tests.session.matches import Data, played


@pytest.mark.parametrize("found", DEBRIEFS)
def test_each_clause_stands_beside_the_documented_one(found: Data) -> None:
    """As many agree as the debrief counts; each names its sources and how sure they are."""
    rows, history = compared(found), found["against_history"]
    if history is None:
        assert rows == ()
        return
    assert sum(row.agrees for row in rows) == history["matched"]
    assert [row.title for row in rows] == [clause["title"] for clause in history["clauses"]]
    for row in rows:
        assert row.documented
        assert row.sources
        assert all(cite.endswith(("documented", "probable", "disputed", "modelled")) for cite in row.sources)


@pytest.mark.parametrize("found", DEBRIEFS)
def test_both_courses_are_told_whole_and_part_at_one_place(found: Data) -> None:
    """Every act of either side is there; where play left the documented course is marked once."""
    sittings = course(found)
    assert [len(one.played) for one in sittings] == [len(one["played"]) for one in found["timeline"]]
    assert [len(one.documented) for one in sittings] == [len(one["documented"]) for one in found["timeline"]]
    assert sum(one.leaves for one in sittings) == (found["first_divergence"] is not None)
    marked = [act for one in sittings for act in one.played if act.leaves]
    left = found["first_divergence"]
    assert len(marked) == (left is not None and left["played"] is not None)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@pytest.mark.parametrize("found", DEBRIEFS)
def test_the_page_says_what_the_outline_says_and_runs_nothing(found: Data) -> None:
    """Every line is on it; what people wrote never becomes markup."""
    bad = {**found, "closing": "<script>alert(1)</script> & more"}
    parser = _Text()
    parser.feed(html_debrief(bad))
    words = " ".join(" ".join(parser.said).split())
    for section in outline(bad):
        for line in (section.heading, *section.paragraphs, *(point.line for point in section.points)):
            assert " ".join(line.split()) in words
    assert "script" not in parser.tags
    assert "<script>alert(1)</script>" in words


def test_bars_carry_the_counts_in_words() -> None:
    """The shares of a question add up to one; what happened and what is documented is marked."""
    match = played("", 3)
    question = Question(decisions(match)[4].at)
    bars = what_if_bars(what_if(match, question, ask(match, question, 6, jobs=1)))
    for one in bars:
        assert sum(bar.share for bar in one.bars) == pytest.approx(1, abs=0.01)
        assert sum("happened" in bar.marks for bar in one.bars) == 1
        for bar in one.bars:
            assert bar.low <= bar.share <= bar.high
            assert bar.percent.startswith(f"{round(100 * bar.share)} %")
