"""After the end: one page first, then whatever chapter one wants; nobody has to page through all of it."""

import pytest

from game.messages import text
from game.presentation.debrief import debrief
from game.report import chapters, glance, outline
from tests.session.matches import played, small
from tests.terminal.sitting import Sitter, sit, take_up


def at_the_end(lines: list[str], *, ends: bool = False) -> Sitter:
    """Return somebody who takes up a finished game and types these lines."""
    return take_up(played(), "stalin", lines, ends=ends)


def titles() -> list[str]:
    return [chapter.title for chapter in chapters(debrief(played()))]


def test_chapters_hold_all_that_a_debrief_says() -> None:
    """Two orders of the same thing would drift apart."""
    data = debrief(played())
    sections = [section for chapter in chapters(data) for section in chapter.sections]

    assert outline(data)[1:] == sections
    assert len(titles()) == len(set(titles())) > 6


def test_one_page_says_how_it_ended_beside_history() -> None:
    """What one wants to know first fits on a screen of 24 lines."""
    data = debrief(played())
    section = glance(data, "stalin")

    assert len(section.points) == data["against_history"]["total"]
    said = " ".join(section.paragraphs)
    assert str(data["points"]["stalin"]) in said
    assert str(data["walkaway"]["stalin"]) in said
    sitter = at_the_end(["q"])
    page = sitter.page.partition(text("terminal/debrief"))[2].partition(text("face/chapters"))[0]
    assert len(page.splitlines()) < 24


def test_enter_reads_chapter_by_chapter_and_leaves() -> None:
    """The whole debrief is one key away, as before."""
    _, sitter = sit("stalin", seed=3)
    asked = sitter.page.count(text("face/chapters"))

    assert asked == len(titles()) + 1
    for title in titles():
        assert text("face/chapter_read", title=title) in sitter.page


def test_leaving_prints_nothing_more() -> None:
    """A person who has read enough gets their terminal back, not seventy pages."""
    sitter = at_the_end(["q"])

    assert text("face/chapters") in sitter.page
    assert text("debrief/bibliography").upper() not in sitter.page
    assert len(sitter.prompts) == 1


def test_a_chapter_is_chosen_by_number_or_word() -> None:
    """Sources first, for a historian; the rest is still on offer."""
    number = titles().index(text("debrief/chapter_sources")) + 1
    by_number, by_word = at_the_end([str(number), *"sss", "q"]), at_the_end(["sources", *"sss", "q"])

    for sitter in (by_number, by_word):
        said = sitter.page.partition(text("face/chapters"))[2]
        assert text("debrief/licence", licence="CC-BY-4.0") in " ".join(said.split())
        assert text("debrief/reflection") + " ─" not in said


@pytest.mark.parametrize("lines", [[], ["2"]])
def test_where_nobody_types_everything_is_printed(lines: list[str]) -> None:
    """A transcript piped into a file is whole."""
    sitter = at_the_end(lines, ends=True)

    for title in titles():
        assert f"{title} ─" in sitter.page


def test_a_scenario_without_history_is_looked_back_on_too() -> None:
    """An author's own case may have no documented course."""
    opened = small("capital")
    data = debrief(played(seed=2, opened=opened))

    assert data["against_history"] is None
    assert glance(data, opened.tables.public.roles[0]).points == ()
    assert text("debrief/chapter_history") not in [chapter.title for chapter in chapters(data)]
