"""After the end in the window: the debrief, the game read again, what if, files; by keys and by mouse."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.looking_back import effects as back
from game.desktop.looking_back import findings
from game.desktop.looking_back import messages as mine
from game.desktop.looking_back.exporting import FOLDER
from game.desktop.looking_back.update import frames_of, looked_back
from game.desktop.scene import Drawing, Picture, Slider, targets
from game.engine.digest import digest
from game.messages import speaking, text
from game.presentation.debrief import debrief
from game.presentation.plane import Plane
from game.presentation.replaying import replay
from game.presentation.what_if import what_if
from game.presentation.what_if_bars import what_if_bars
from game.report.beside import compared
from game.session.match import Match
from game.session.moments import decisions
from game.session.seats import resolve
from game.simulation.what_if import Question, ask
from game.storage.folders import find, open_folder
from tests.desktop.sitting import Sitter, begin, open_window
from tests.session.matches import picker, played, varied, without_record

GAMES = (("moscow-1945", "45", 12), ("yalta-1945", "full", 3))


def kept(folder: Path, name: str, cut: str, seed: int, *, whole: bool = True) -> Path:
    """Keep a game that AI players played to its end, or begin."""
    opened = open_folder(find(name))
    seats = resolve({"all": "diplomat"}, opened.tables.public.roles)
    log = folder / f"{name}.jsonl"
    match = Match.new(opened, seed=seed, seats=seats, log=log, cut=cut)
    match.run(stop=lambda one: not whole and one.acts > 3)
    match.close()
    return log


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("kept")
    return {name: kept(folder, name, cut, seed) for name, cut, seed in GAMES}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHEREM_HOME", str(tmp_path))


def look_back(log: Path, size: tuple[int, int] = (1280, 720), percent: int = 100) -> Sitter:
    sitter = open_window(size, percent)
    sitter.window.send(mine.LookBack(log))
    sitter.settle()
    assert isinstance(sitter.window.app.screen, st.Ended), sitter.window.app.notice
    return sitter


def ended(sitter: Sitter) -> st.Ended:
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Ended)
    return screen


def replaying(sitter: Sitter) -> st.Replaying:
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Replaying)
    return screen


def supposing(sitter: Sitter) -> st.Supposing:
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Supposing)
    return screen


def send(sitter: Sitter, message: ms.Message) -> None:
    sitter.window.send(message)
    sitter.settle()


def chapter(sitter: Sitter, code: str) -> None:
    codes = [one.code for one in ended(sitter).chapters]
    send(sitter, ms.OpenChapter(codes.index(code)))


# Sizes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (800, 600)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_off_after_the_end(logs: dict[str, Path], size: tuple[int, int], percent: int) -> None:
    """Each chapter with each line unfolded, the game read again from each seat, a what-if; drawn as well."""
    sitter = look_back(logs["moscow-1945"], size, percent)
    surface = pygame.Surface(size)
    for _ in everything(sitter):
        sitter.look()
        sitter.window.paint(surface)
    assert not sitter.faults


@pytest.mark.parametrize(("size", "percent"), [((800, 600), 100), ((800, 600), 200), ((1280, 720), 150)])
def test_nothing_is_cut_off_after_the_end_in_german(
    logs: dict[str, Path], size: tuple[int, int], percent: int
) -> None:
    """Longer words fit, too."""
    with speaking("de"):
        sitter = look_back(logs["moscow-1945"], size, percent)
        for _ in everything(sitter):
            sitter.look()
    assert not sitter.faults


def everything(sitter: Sitter) -> Iterator[None]:
    for number in range(len(ended(sitter).chapters)):
        send(sitter, ms.OpenChapter(number))
        yield
    chapter(sitter, "history")
    for clause in ended(sitter).findings.clauses:
        send(sitter, mine.Unfold(clause.issue))
        yield
    chapter(sitter, "maps")
    for side in ("played", "documented", "questions"):
        send(sitter, mine.PickSide(side))
        yield
    chapter(sitter, "possible")
    for kind in ("nash", "documented", "match"):
        send(sitter, mine.Unfold(f"outcome-{kind}"))
        yield
    send(sitter, ms.ShowTab("list"))
    yield
    for role in ("", *dict(ended(sitter).findings.seats)):
        send(sitter, mine.ReadAgain(role))
        yield
        send(sitter, mine.Reveal(True))
        send(sitter, mine.GoTo(40))
        for tab in ("map", "texts", "more", "told"):
            send(sitter, ms.ShowTab(tab))
            yield
        send(sitter, mine.ChooseSeat(True))
        yield
        send(sitter, mine.ChooseSeat(False))
    send(sitter, mine.Suppose())
    yield
    send(sitter, mine.ActOtherwise(True))
    yield
    send(sitter, ms.StepBack())
    send(sitter, mine.PickRuns(20))
    sitter.window.send(mine.PlayOn())
    for _ in sitter.hear_out():
        yield
    assert supposing(sitter).bars
    yield


# The debrief ------------------------------------------------------------------------------------------


def test_history_stands_beside_the_outcome_with_sources_on_a_press(logs: dict[str, Path]) -> None:
    """Both clauses in words at once; wording, what was asked and the sources when the line is pressed."""
    sitter = look_back(logs["yalta-1945"])
    data = debrief(Match.resume(logs["yalta-1945"], write=False))
    sitter.press("chapter-" + str([one.code for one in ended(sitter).chapters].index("history")))
    rows = compared(data)
    shown = sitter.look()
    for row in rows:
        for words in (row.title, row.played or text("looking_back/nothing"), row.documented):
            assert " ".join(words.split()) in shown
    first = rows[0]
    for words in first.sources:
        assert words not in shown
    sitter.press(f"clause-{first.issue}")
    unfolded = sitter.look()
    for words in (first.documented_wording, *first.sources):
        assert " ".join(words.split()) in unfolded
    signs = [one for one in drawn(sitter) if isinstance(one, Drawing)]
    assert len({len(one.shapes) for one in signs}) == len({row.agrees for row in rows})
    sitter.key(pygame.K_ESCAPE)
    assert ended(sitter).unfolded == ""


def drawn(sitter: Sitter) -> Iterator[object]:
    for element in sitter.window.scene.elements:
        yield element
        yield from getattr(element, "elements", ())


def test_two_maps_tell_both_courses(logs: dict[str, Path]) -> None:
    """The pointer tells what came of it on each side; a line shows its places alone."""
    sitter = look_back(logs["moscow-1945"])
    chapter(sitter, "maps")
    played, documented = (one for one in drawn(sitter) if isinstance(one, Picture))
    assert documented.state.tints
    assert "mongolia" in documented.state.tints
    assert any(words != played.places.get(region) for region, words in documented.places.items())
    told = set()
    for x in range(documented.rect.x, documented.rect.right, 9):
        for y in range(documented.rect.y, documented.rect.bottom, 9):
            motion = pygame.event.Event(pygame.MOUSEMOTION, pos=(x, y), rel=(0, 0), buttons=(0, 0, 0))
            sitter.window.handle(motion)
            told.add(sitter.window.pointed())
    assert documented.places["mongolia"] in told
    place = next(one for one in ended(sitter).findings.places if "mongolia" not in one.regions)
    send(sitter, mine.Unfold(place.clause.issue))
    after = [one for one in drawn(sitter) if isinstance(one, Picture)]
    assert set(after[1].state.tints) == set(place.regions)


def test_the_course_unfolds_where_play_left_it(logs: dict[str, Path]) -> None:
    """The sitting with the parting is open at once, and says so."""
    sitter = look_back(logs["yalta-1945"])
    chapter(sitter, "timeline")
    left = [n for n, one in enumerate(ended(sitter).findings.course) if one.leaves]
    assert ended(sitter).unfolded == f"sitting-{left[0]}"
    assert text("looking_back/parted") in sitter.look()
    for act in ended(sitter).findings.course[left[0]].played:
        assert " ".join(act.words.split()) in sitter.look()


def test_the_plane_is_drawn_for_any_two_who_have_a_stake(logs: dict[str, Path]) -> None:
    """Another role on an axis draws another plane; the role of the other axis changes places with it."""
    sitter = look_back(logs["moscow-1945"])
    chapter(sitter, "possible")
    first = ended(sitter).pair
    assert isinstance(ended(sitter).planes[first], Plane)
    sitter.press(f"across-{first[1]}")
    assert ended(sitter).pair == (first[1], first[0])
    one, other = ended(sitter).planes[first], ended(sitter).planes[first[1], first[0]]
    assert isinstance(one, Plane)
    assert isinstance(other, Plane)
    assert one.names == other.names[::-1]
    assert one.lines == other.lines[::-1]
    third = next(role for role, _ in ended(sitter).findings.sides if role not in first)
    sitter.press(f"up-{third}")
    assert ended(sitter).pair == (first[1], third)
    shown = sitter.look()
    assert text("plane/nash") in shown
    assert text("plane/documented") in shown
    sitter.press("outcome-nash")
    plane = ended(sitter).planes[ended(sitter).pair]
    assert isinstance(plane, Plane)
    nash = next(mark for mark in plane.marks if mark.kind == "nash")
    for issue, choice in nash.package:
        assert " ".join(f"{issue}: {choice}".split()) in sitter.look()


# The game read again ----------------------------------------------------------------------------------


def test_keys_lead_through_the_game_act_by_act(logs: dict[str, Path]) -> None:
    """Right and left, with Ctrl by sittings, Home and End; Escape leads back to the debrief."""
    sitter = look_back(logs["yalta-1945"])
    sitter.press("read-again")
    frames = frames_of(replaying(sitter))
    sitter.key(pygame.K_RIGHT)
    sitter.key(pygame.K_RETURN)
    assert replaying(sitter).place == 2
    sitter.key(pygame.K_LEFT)
    assert replaying(sitter).place == 1
    sitter.key(pygame.K_RIGHT, pygame.KMOD_CTRL)
    at = replaying(sitter).place
    assert frames[at].sitting > frames[at - 1].sitting == frames[1].sitting
    sitter.key(pygame.K_LEFT, pygame.KMOD_CTRL)
    assert frames[replaying(sitter).place].sitting == frames[at - 1].sitting
    sitter.key(pygame.K_END)
    assert replaying(sitter).place == len(frames) - 1
    assert replaying(sitter).seen_at == frames[-1].last
    sitter.key(pygame.K_RIGHT)
    sitter.key(pygame.K_HOME)
    assert replaying(sitter).place == 0
    sitter.key(pygame.K_ESCAPE)
    assert isinstance(sitter.window.app.screen, st.Ended)


def test_a_slider_goes_anywhere(logs: dict[str, Path]) -> None:
    """A press goes there, dragging along, letting go stays; outside its ends is its ends."""
    sitter = look_back(logs["yalta-1945"])
    send(sitter, mine.ReadAgain("stalin"))
    (slider,) = [one for one in sitter.window.scene.elements if isinstance(one, Slider)]
    rect = slider.rect
    middle = (rect.x + rect.w // 2, rect.y + rect.h // 2)
    sitter.window.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=middle))
    sitter.settle()
    assert abs(replaying(sitter).place - slider.most / 2) <= 1
    for x, held in ((rect.right + 300, 1), (rect.x - 5, 0)):
        motion = pygame.event.Event(pygame.MOUSEMOTION, pos=(x, middle[1]), rel=(0, 0), buttons=(held, 0, 0))
        sitter.window.handle(motion)
    sitter.settle()
    assert replaying(sitter).place == slider.most
    sitter.window.handle(pygame.event.Event(pygame.MOUSEBUTTONUP, button=1, pos=middle))
    sitter.window.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=middle, rel=(0, 0), buttons=(1, 0, 0)))
    assert replaying(sitter).place == slider.most


@pytest.mark.parametrize("role", ["song", "choibalsan", ""])
def test_hidden_things_are_shown_when_asked_for_alone(logs: dict[str, Path], role: str) -> None:
    """Act by act: what the seat was told, the moment; with the reveal, the rest as well."""
    sitter = look_back(logs["moscow-1945"])
    match = Match.resume(logs["moscow-1945"], write=False)
    data = replay(match, match.roles.index(role) if role else -1, reveal=True)
    lines = [line for one in data["sittings"] for step in one["steps"] for line in step["lines"]]
    secrets = {line["text"] for line in lines if line["kind"] == "thought"} - {
        line["text"] for line in lines if line["kind"] == "seen"
    }
    causes = {line["behind"]["text"] for line in lines if line["behind"]}
    send(sitter, mine.ReadAgain(role))
    assert not replaying(sitter).reveal
    for _ in range(len(frames_of(replaying(sitter)))):
        told = sitter.look()
        assert not any(" ".join(words.split()) in told for words in (*secrets, *causes))
        here = frames_of(replaying(sitter))[replaying(sitter).place]
        assert all(" ".join(one.words.split()) in told for one in here.told)
        assert replaying(sitter).seen_at == here.last
        sitter.key(pygame.K_RIGHT)
    sitter.press("reveal")
    found = set()
    for place in range(len(frames_of(replaying(sitter)))):
        send(sitter, mine.GoTo(place))
        told = sitter.look()
        found |= {words for words in causes | secrets if " ".join(words.split()) in told}
    assert causes <= found
    assert len(found) > len(causes)


def test_the_map_and_the_texts_are_those_of_the_seat_and_the_moment(logs: dict[str, Path]) -> None:
    """What a delegation sees of a text, a seat that is not at the table does not; everybody sees all."""
    sitter = look_back(logs["moscow-1945"])
    rows: dict[str, set[str]] = {}
    for role in ("song", "choibalsan", ""):
        send(sitter, mine.ReadAgain(role))
        sitter.key(pygame.K_END)
        seen = replaying(sitter).seen
        assert seen is not None
        rows[role] = {row[0] for one in seen.texts for row in one.rows}
        sitter.key(pygame.K_HOME)
        first = replaying(sitter).seen
        assert first is not None
        assert not first.map.tints
    assert rows["song"] - rows["choibalsan"]
    assert rows["song"] | rows["choibalsan"] <= rows[""]


def test_a_held_key_never_lets_the_moment_lag_behind(logs: dict[str, Path]) -> None:
    """Steps that come faster than moments are found out end at the last one all the same."""
    sitter = look_back(logs["yalta-1945"])
    send(sitter, mine.ReadAgain("stalin"))
    for _ in range(12):
        down = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RIGHT, mod=0, unicode="", scancode=0)
        sitter.window.handle(down)
    assert replaying(sitter).place == 12
    sitter.settle()
    assert replaying(sitter).seen_at == frames_of(replaying(sitter))[12].last


# What if ----------------------------------------------------------------------------------------------


def test_a_what_if_is_asked_with_keys_and_answers_as_the_simulation_does(logs: dict[str, Path]) -> None:
    """Another act is put together as in the game; the bars are those of the same question."""
    sitter = look_back(logs["yalta-1945"])
    send(sitter, mine.ReadAgain("roosevelt"))
    match = Match.resume(logs["yalta-1945"], write=False)
    firsts = [one.seq for one in decisions(match) if "break_off" in one.kinds]
    place = next(n for n, one in enumerate(frames_of(replaying(sitter))) if one.first in firsts)
    send(sitter, mine.GoTo(place))
    sitter.press("suppose")
    assert supposing(sitter).point.where in sitter.look()
    sitter.press("other-act")
    composing = supposing(sitter).composing
    assert composing is not None
    assert composing.shot is not None
    labels = [item.value.kind for item in composing.shot.items]
    sitter.press(f"pick-{labels.index('break_off')}")
    while supposing(sitter).composing is not None:
        sitter.press("yes")
    assert supposing(sitter).instead
    assert supposing(sitter).instead in sitter.look()
    sitter.press("runs-20")
    sitter.press("play-on")
    told = list(sitter.hear_out())
    assert told == sorted(told)
    screen = supposing(sitter)
    assert screen.data == {"kind": "break_off"}
    question = Question(screen.point.at, match.role_number(screen.point.role), screen.data)
    assert screen.bars == what_if_bars(what_if(match, question, ask(match, question, 20, jobs=1)))
    shown = sitter.look()
    for bars in screen.bars:
        for bar in bars.bars:
            assert bar.percent in shown
            assert " ".join(bar.said.split()) in shown
    sitter.key(pygame.K_ESCAPE)
    sitter.key(pygame.K_ESCAPE)
    assert replaying(sitter).place == place


def test_playing_on_leaves_the_window_free_and_can_be_stopped(logs: dict[str, Path]) -> None:
    """While games are played the window is not busy; after a stop nothing that comes late is shown."""
    sitter = look_back(logs["moscow-1945"])
    send(sitter, mine.ReadAgain("song"))
    send(sitter, mine.Suppose())
    send(sitter, mine.PickRuns(100))
    sitter.window.send(mine.PlayOn())
    sitter.window.catch_up(None)
    played = sitter.hear_out()
    for _ in range(3):
        next(played)
    assert not sitter.window.busy
    assert text("looking_back/stop") in sitter.look()
    sitter.window.send(ms.ShowSettings(True))
    sitter.window.hear(60)
    sitter.window.send(ms.ShowSettings(False))
    sitter.key(pygame.K_ESCAPE)
    assert supposing(sitter).played is None
    past = sitter.window.world.past
    assert past is not None
    assert past.thread is not None
    past.thread.join(60)
    assert not past.thread.is_alive()
    sitter.settle()
    sitter.window.catch_up()
    assert supposing(sitter).played is None
    assert not supposing(sitter).bars
    sitter.window.send(mine.PickRuns(20))
    sitter.window.send(mine.PlayOn())
    assert list(sitter.hear_out())
    assert supposing(sitter).bars


def test_a_refused_act_is_told_and_can_be_chosen_again(
    logs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be played is told in a sentence; the question stays."""
    sitter = look_back(logs["yalta-1945"])
    send(sitter, mine.ReadAgain("stalin"))
    send(sitter, mine.Suppose())

    def fails(*_given: object, **_named: object) -> None:
        raise RuntimeError("no more memory")

    monkeypatch.setattr("game.desktop.looking_back.past.ask", fails)
    sitter.press("play-on")
    assert not list(sitter.hear_out())[1:]
    assert "no more memory" in sitter.look()
    assert supposing(sitter).played is None
    assert not supposing(sitter).bars


# Files, and how one comes here ------------------------------------------------------------------------


def test_everything_is_written_into_a_folder_that_is_told(logs: dict[str, Path], tmp_path: Path) -> None:
    """A page, Markdown, data and the log, which can be taken up again; a second time another folder."""
    sitter = look_back(logs["yalta-1945"])
    sitter.press("export")
    (folder,) = (tmp_path / FOLDER).iterdir()
    assert str(folder) in sitter.window.app.notice
    assert {one.name for one in folder.iterdir()} == {
        "debrief.html",
        "debrief.md",
        "debrief.json",
        "game.jsonl",
    }
    first, copy = (Match.resume(log, write=False) for log in (logs["yalta-1945"], folder / "game.jsonl"))
    assert digest(first.state) == digest(copy.state)
    assert first.contents().lines == copy.contents().lines
    assert first.opened.scenario.title in (folder / "debrief.html").read_text("utf-8")
    sitter.press("export")
    assert len(list((tmp_path / FOLDER).iterdir())) == 2


def test_what_cannot_be_written_is_told_and_leaves_nothing(
    logs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file where the folder should be; a disk that is full half-way."""
    sitter = look_back(logs["yalta-1945"])
    (tmp_path / FOLDER).write_text("in the way", "utf-8")
    sitter.press("export")
    assert text("looking_back/not_exported", reason="").rstrip() in sitter.look()
    (tmp_path / FOLDER).unlink()

    def full(_data: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("game.desktop.looking_back.exporting.markdown_debrief", full)
    sitter.press("export")
    assert "No space left on device" in sitter.look()
    assert not list((tmp_path / FOLDER).iterdir())


def test_a_game_just_played_is_looked_back_on_from_its_end() -> None:
    """From the debrief of one's own game the replay is reached; back on the shelf all is closed."""
    sitter = begin(open_window(seed=7), "yalta-1945", "roosevelt")
    for _ in sitter.enter_until_the_end():
        continue
    assert [one.code for one in ended(sitter).chapters].count("glance") == 1
    sitter.press("read-again")
    assert replaying(sitter).role == "roosevelt"
    sitter.press("act-on")
    assert replaying(sitter).place == 1
    sitter.press("debrief")
    sitter.press("shelf")
    assert isinstance(sitter.window.app.screen, st.Shelf)
    assert sitter.window.world.past is None


def test_only_a_game_that_is_over_is_looked_back_on(tmp_path: Path, logs: dict[str, Path]) -> None:
    """A game that goes on, and a file that is none, are refused with a sentence; nothing is closed."""
    running = kept(tmp_path, "yalta-1945", "full", 5, whole=False)
    sitter = begin(open_window(seed=7), "yalta-1945", "stalin")
    damaged = tmp_path / "damaged.jsonl"
    shutil.copy(logs["yalta-1945"], damaged)
    damaged.write_bytes(damaged.read_bytes()[:-400].replace(b'"seq":3', b'"seq":4', 1) + b"\n")
    for path in (running, damaged, tmp_path / "nothing.jsonl"):
        send(sitter, mine.LookBack(path))
        assert sitter.window.app.notice
        assert isinstance(sitter.window.app.screen, st.Playing | st.Reading | st.Check)
        assert sitter.window.world.game is not None


@pytest.mark.parametrize("seed", range(3))
def test_monkeys_break_nothing_after_the_end(logs: dict[str, Path], seed: int) -> None:
    """Keys, digits and presses at random; nothing raises, nothing is cut off, nothing is written over."""
    pick = picker("monkey after the end", seed)
    sitter = look_back(
        logs["yalta-1945"], ((1280, 720), (800, 600), (1000, 700))[seed], (100, 125, 150)[seed]
    )
    moves = (pygame.K_TAB, pygame.K_DOWN, pygame.K_RIGHT, pygame.K_LEFT, pygame.K_PAGEDOWN)
    keys = (*moves, pygame.K_RETURN, pygame.K_ESCAPE, pygame.K_HOME, pygame.K_END)
    for _ in range(250):
        if pick(3):
            found = [one for one in targets(sitter.window.scene) if one.seen.h > 0]
            sitter.click(found[pick(len(found))].element.id)
        else:
            sitter.key(keys[pick(len(keys))], pygame.KMOD_CTRL if pick(4) == 0 else 0)
        sitter.look()
        if not isinstance(sitter.window.app.screen, st.Ended | st.Replaying | st.Supposing):
            send(sitter, mine.LookBack(logs["yalta-1945"]))
        if sitter.window.app.asks_to_leave:
            send(sitter, ms.Stay())
        sitter.window.closed = False
    assert not sitter.faults
    sitter.window.finish()


def test_a_game_without_a_record_is_looked_back_on_as_well() -> None:
    """Nothing is said of history where none is known; the other chapters are drawn."""
    match = played("", 2, opened=varied(without_record))
    screen = findings.ended(match)
    codes = [one.code for one in screen.chapters]
    assert "history" not in codes
    assert "maps" not in codes
    sitter = open_window()
    sitter.window.send(ms.Arrived(screen))
    for number in range(len(codes)):
        sitter.window.send(ms.OpenChapter(number))
        shown = sitter.look()
        assert text("looking_back/never_parted") not in shown
        assert text("looking_back/documented") not in shown
    assert not sitter.faults


def test_messages_of_elsewhere_change_nothing_after_the_end(logs: dict[str, Path]) -> None:
    """What has been found out for another seat or question, and presses of other screens, are let go by."""
    sitter = look_back(logs["yalta-1945"])
    send(sitter, mine.ReadAgain("stalin"))
    screen = replaying(sitter)
    seen = screen.seen
    assert seen is not None

    def put(playing: st.Playing, _message: ms.Message, _seat: object) -> tuple[st.Playing, tuple[()]]:
        return playing, ()

    for message in (mine.MomentSeen("roosevelt", 3, seen), mine.Played(7), ms.Pick(0), mine.Export()):
        assert looked_back(screen, message, None, put) == (screen, ())
    assert looked_back(screen.ended, mine.Export(), None, put) == (screen.ended, (back.Export(),))
