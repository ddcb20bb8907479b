"""What a decision shows and how it is found: what is new, books, search, documents, undo."""

from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.scene import Clip, Press, targets
from game.desktop.update import LONGEST_ANSWERS
from game.messages import text
from tests.desktop.sitting import MOST, Sitter, begin, open_window


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHEREM_HOME", str(tmp_path))


def playing(sitter: Sitter) -> st.Playing:
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Playing)
    return screen


def shot(sitter: Sitter) -> st.Snapshot:
    found = playing(sitter).shot
    assert found is not None
    return found


def to_a_decision_of(sitter: Sitter, role: str) -> None:
    for _ in range(MOST):
        screen = sitter.window.app.screen
        if isinstance(screen, st.Playing) and shot(sitter).role == role:
            return
        sitter.key(pygame.K_RETURN)
    raise AssertionError(role)


def to_the_table(sitter: Sitter) -> Sitter:
    while "Your turn" not in sitter.look():
        sitter.key(pygame.K_RETURN)
    return sitter


# What is new --------------------------------------------------------------------------------------


def test_what_has_come_is_counted_and_a_key_leads_to_it() -> None:
    """The hours between two decisions are told, and what happened in them is read with one key."""
    sitter = to_the_table(begin(open_window(seed=5), "yalta-1945", "stalin"))
    assert "Since your last decision, 2 hours: a proposal; something said." in sitter.look()
    sitter.type("n")
    assert text("desktop/title_arrivals") in sitter.look()
    for line in shot(sitter).news[shot(sitter).fresh :]:
        assert " ".join(line.words.split()) in sitter.look()
    sitter.type("n")
    assert playing(sitter).book == ""
    sitter.click("arrivals")
    assert playing(sitter).book == "arrivals"


def test_nothing_has_come_at_the_first_decision() -> None:
    """There is nothing to count yet."""
    sitter = begin(open_window(seed=5), "yalta-1945", "stalin")
    assert shot(sitter).arrivals == ""


def test_each_concept_is_said_once_where_it_first_matters_and_kept() -> None:
    """In the game of 45 minutes as in the terminal: at its decision, in the news, and in the book."""
    sitter = begin(open_window(seed=7), "moscow-1945", "song", "45")
    said: list[str] = []
    for _ in sitter.enter_until_the_end():
        screen = sitter.window.app.screen
        if not isinstance(screen, st.Playing) or screen.question is not None:
            continue
        fresh = shot(sitter).introduced
        said += [] if fresh and said[-len(fresh) :] == list(fresh) else fresh
        for words in fresh:
            assert words in [line.words for line in shot(sitter).news]
    assert len(said) > 5
    assert len(said) == len(set(said))
    for concept in ("pledges", "define", "linking"):
        assert text(f"concept/{concept}") in said


def test_a_book_says_what_everything_on_the_menu_is() -> None:
    """Every kind of act that is offered is explained, and what has come to matter stays there."""
    sitter = to_the_table(begin(open_window(seed=5), "yalta-1945", "stalin"))
    sitter.type("h")
    shown = sitter.look()
    for item in shot(sitter).items:
        assert text(f"deciding/explain_{item.value.kind}") in shown
    assert text("concept/linking") in shown


def test_the_calendar_tells_hours_and_hides_what_is_not_known_yet() -> None:
    """The sittings that were, the present one, the next and the last have names."""
    sitter = begin(open_window(seed=5), "moscow-1945", "song", "90")
    sitter.type("a")
    shown = sitter.look()
    calendar = sitter.match.opened.scenario.calendar
    for number, sitting in enumerate(calendar):
        assert (sitting.title in shown) == (number < 2 or number == len(calendar) - 1)


def test_the_texts_can_be_read_with_a_proposal_in_them() -> None:
    """As they read now nothing is agreed; with the proposal its clauses stand there."""
    sitter = to_the_table(begin(open_window(seed=5), "yalta-1945", "stalin"))
    sitter.type("t")
    assert "free ports" not in " ".join(line.words for line in playing(sitter).book_lines)
    sitter.click("texts-agreement:1")
    assert "free ports" in " ".join(line.words for line in playing(sitter).book_lines)
    sitter.click("texts-now")
    assert playing(sitter).book == "texts"


# Search -------------------------------------------------------------------------------------------


def rows(sitter: Sitter) -> list[str]:
    return [
        " ".join(one.element.label)
        for one in targets(sitter.window.scene)
        if isinstance(one.element, Press) and one.element.kind == "row"
    ]


def test_a_slash_searches_the_menu_and_enter_takes_the_only_line_that_fits() -> None:
    """What does not fit is hidden; Escape shows it again; a single line is chosen by Enter."""
    sitter = to_the_table(begin(open_window(seed=5), "yalta-1945", "stalin"))
    everything = rows(sitter)
    sitter.type("/")
    sitter.type("break o")
    assert rows(sitter) == [text("deciding/act_break_off")]
    sitter.key(pygame.K_ESCAPE)
    assert rows(sitter) == everything
    sitter.type("/")
    sitter.type("package")
    sitter.key(pygame.K_BACKSPACE)
    assert sitter.window.app.seek == "packag"
    sitter.key(pygame.K_RETURN)
    assert playing(sitter).question is not None
    assert sitter.window.app.seek is None


def test_a_search_goes_through_books_and_chapters_and_says_where_nothing_is_found() -> None:
    """In the weights of the Moscow talks, and among the chapters of the debrief."""
    sitter = begin(open_window(seed=5), "moscow-1945", "song", "45")
    sitter.type("w")
    sitter.type("/")
    sitter.type("dairen")
    (book,) = [one for one in sitter.window.scene.elements if isinstance(one, Clip) and one.id[:4] == "book"]
    assert "Dairen" in sitter.look()
    assert book.height < 800
    sitter.type("qqq")
    assert text("desktop/nothing_found") in sitter.look()
    sitter.key(pygame.K_ESCAPE)
    sitter.key(pygame.K_ESCAPE)
    for _ in sitter.enter_until_the_end():
        continue
    sitter.type("/")
    sitter.type("sources")
    assert rows(sitter) == ["Sources"]


def test_a_slash_is_a_letter_where_words_are_written() -> None:
    """Free words may hold one."""
    sitter = to_the_table(begin(open_window(seed=5), "yalta-1945", "stalin"))
    kinds = [item.value.kind for item in shot(sitter).items]
    sitter.type(str(kinds.index("say") + 1))
    sitter.window.send(ms.Give(0))
    sitter.window.send(ms.Give(0))
    sitter.type("and/or")
    assert sitter.window.app.seek is None
    assert playing(sitter).writing.words == "and/or"


# Acts ---------------------------------------------------------------------------------------------


def test_a_draft_that_grows_without_end_is_given_up_and_said_so() -> None:
    """Nothing is done, and the menu is back."""
    sitter = to_the_table(begin(open_window(seed=5), "yalta-1945", "stalin"))
    acts = sitter.match.acts
    kinds = [item.value.kind for item in shot(sitter).items]
    sitter.type(str(kinds.index("propose") + 1))
    window = sitter.window
    full = replace(playing(sitter), answers=(0,) * LONGEST_ANSWERS)
    window.app = replace(window.app, screen=full)
    window.send(ms.Give(0))
    assert text("desktop/draft_too_long") in sitter.look()
    assert playing(sitter).question is None
    assert sitter.match.acts == acts


def test_what_is_to_be_signed_lies_open_and_is_read_whole() -> None:
    """The document takes the place of map and news, and what came of it is told before looking back."""
    sitter = begin(open_window(seed=12), "yalta-1945", "stalin")
    met = []
    for _ in range(MOST):
        screen = sitter.window.app.screen
        if isinstance(screen, st.Ended):
            break
        if isinstance(screen, st.Playing) and shot(sitter).document:
            met.append(shot(sitter).view["step"])
            assert "document" in [one.id for one in sitter.window.scene.elements if isinstance(one, Clip)]
            assert text("desktop/nobody_signed") in sitter.look()
        if isinstance(screen, st.Aftermath):
            met.append("aftermath")
            assert text("desktop/aftermath") in sitter.look()
        sitter.key(pygame.K_RETURN)
    assert met == ["signing", "signing", "aftermath"]


def test_of_several_people_each_takes_back_only_what_nobody_has_followed() -> None:
    """A sealed card comes back; once another person has acted, it stands."""
    sitter = open_window(seed=5)
    sitter.window.send(ms.PickScenario("yalta-1945"))
    sitter.window.send(ms.Several(True))
    for role in ("stalin", "roosevelt"):
        sitter.window.send(ms.Take(role))
    sitter.window.send(ms.BeginTogether())
    sitter.settle()
    to_a_decision_of(sitter, "stalin")
    kinds = [item.value.kind for item in shot(sitter).items]
    sitter.type(str(kinds.index("play") + 1))
    assert "play" not in [item.value.kind for item in shot(sitter).items]
    sitter.type("u")
    assert "play" in [item.value.kind for item in shot(sitter).items]
    assert text("face/taken_back") in sitter.look()
    to_a_decision_of(sitter, "roosevelt")
    acts = sitter.match.acts
    sitter.type("u")
    assert sitter.match.acts == acts
    assert shot(sitter).role == "roosevelt"
