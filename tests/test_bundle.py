"""What a person without Python gets: the bundle is built, and started where there is nothing else.

Law of this file: the bundle is run with an environment of its own, away from the source tree; what it says
and draws is compared with what the source says and draws.
"""

import fcntl
import importlib.util
import json
import os
import pty
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import numpy as np
import pygame
import pytest

from game import __version__
from game.desktop import effects as ef
from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.display import SIZE
from game.desktop.shelf import setup
from game.desktop.theme import Settings
from game.desktop.window import Window
from game.desktop.world import World
from tests.cli.running import process
from tests.conftest import require_or_skip
from tests.desktop.sitting import Sitter, open_window
from tests.interop.test_score_tables import HARBOUR

ROOT = Path(__file__).parent.parent
PATIENCE = 60
"""Seconds until what must happen is given up on; it takes one or two."""
Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the bundle, once for all processes that test; return its folder."""
    if sys.platform != "linux":
        require_or_skip("bundle", False, "the bundle is tested on Linux only")
    home = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        home = home.parent
    made = home / "bundle"
    with (home / "bundle.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            build(home / "bundle.new")
            (home / "bundle.new").rename(made)
    return made / "kherem"


def build(target: Path) -> None:
    ready = subprocess.run([ROOT / "tools" / "venv", "bundle"], capture_output=True, text=True, check=False)
    require_or_skip("bundle", ready.returncode == 0, ready.stderr.strip())
    python = ROOT / ".venv-bundle" / "bin" / "python"
    built = subprocess.run(
        [python, ROOT / "tools" / "bundle" / "build.py", target], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert "No licence" not in built.stderr


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with nothing in it; let games of this process be kept there too."""
    monkeypatch.setenv("KHEREM_HOME", str(tmp_path / "source"))
    folder = tmp_path / "away"
    folder.mkdir()
    return folder


def say(program: Path, *words: str, cwd: Path) -> str:
    """Return what a program of the bundle prints with no environment but a home."""
    done = subprocess.run(
        [program, *words],
        cwd=cwd,
        env={"HOME": str(cwd)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def started(program: Path, *words: str, cwd: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program of the bundle, and end it."""
    with (cwd / "said").open("wb") as said:
        running = subprocess.Popen(
            [program, *words],
            cwd=cwd,
            env={"HOME": str(cwd), **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def wait_for(what: Callable[[], bool], running: subprocess.Popen[bytes], said: Path) -> None:
    """Wait until something is so, while a program runs."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert running.poll() is None, said.read_text("utf-8")
        assert time.monotonic() < end, said.read_text("utf-8")
        time.sleep(0.05)


def opens_files_of(running: subprocess.Popen[bytes]) -> set[str]:
    """Return the files that a process has open, or has in its memory."""
    home = Path("/proc", str(running.pid))
    mapped = {line.split(maxsplit=5)[-1].strip() for line in (home / "maps").read_text().splitlines()}
    return {name for name in mapped if name.startswith("/")} | {
        str(path.readlink()) for path in (home / "fd").iterdir()
    }


# The commands -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_bundle_says_what_it_is(bundle: Path, away: Path) -> None:
    assert say(bundle / "kherem", "--version", cwd=away) == f"kherem {__version__}\n"
    help_ = say(bundle / "kherem", "--help", cwd=away)
    assert "Usage: kherem [OPTIONS] COMMAND" in help_
    assert "validate" in help_


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("scenarios", "--json"),
        ("validate", "yalta-1945", "moscow-1945"),
        ("schema",),
        ("watch", "yalta-1945", "--seed", "3"),
        ("analyse", "yalta-1945", "--format", "html"),
    ],
)
def test_commands_of_the_bundle_answer_as_those_of_the_source(
    bundle: Path, away: Path, words: tuple[str, ...]
) -> None:
    """With data of its own, and the libraries that are loaded only when somebody asks."""
    mine = process(*words)

    said = say(bundle / "kherem", *words, cwd=away)

    assert mine.code == 0
    assert said.replace(str(bundle / "_internal/game/_data"), str(ROOT)) == mine.out


@pytest.mark.slow
def test_the_bundle_converts_tables_and_plays_on_in_processes_of_its_own(bundle: Path, away: Path) -> None:
    """A process that a bundle begins is the bundle again: it must not begin the command anew."""
    kherem = bundle / "kherem"
    say(kherem, "watch", "yalta-1945", "--seed", "3", "--log", "game.jsonl", cwd=away)
    asked = ("whatif", "game.jsonl", "--at", "41", "-n", "8", "--json")

    alone, together = (say(kherem, *asked, "--jobs", jobs, cwd=away) for jobs in ("1", "2"))
    (away / "case.csv").write_text(HARBOUR, encoding="utf-8")
    say(kherem, "convert", "case.csv", "harbour", cwd=away)
    say(kherem, "convert", "harbour", "case.xlsx", cwd=away)
    table, workbook = (
        json.loads(say(kherem, "analyse", name, "--format", "json", cwd=away))["pareto"]
        for name in ("case.csv", "case.xlsx")
    )

    assert alone == together
    assert table == workbook


@pytest.mark.slow
def test_without_a_command_a_shell_is_told_the_commands(bundle: Path, away: Path) -> None:
    """A display is named: only the terminal keeps the window shut."""
    mine, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [bundle / "kherem"],
            cwd=away,
            env={"HOME": str(away), "DISPLAY": ":none"},
            stdin=theirs,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    finally:
        os.close(mine)
        os.close(theirs)
    assert "Usage: kherem [OPTIONS] COMMAND" in done.stdout + done.stderr


# The window -------------------------------------------------------------------------------------------


def pixels(surface: pygame.Surface) -> Pixels:
    raw = np.frombuffer(pygame.image.tobytes(surface, "RGB"), np.uint8)
    return raw.reshape(*reversed(surface.get_size()), 3)


def opened(screen: st.Screen) -> Sitter:
    """Return the source's window, as it opens."""
    open_window()
    return Sitter(Window(st.App(screen, Settings()), World(seed=1), SIZE))


def drawn(window: Window) -> Pixels:
    """Return what the source draws."""
    surface = pygame.display.get_surface()
    assert surface is not None
    window.paint(surface)
    return pixels(surface)


def frames(folder: Path) -> Iterator[Pixels]:
    """Yield what SDL's dummy driver has drawn so far; a picture that is being written is left out."""
    for path in sorted(folder.glob("SDL_window*.bmp")):
        if path.stat().st_size > SIZE[0] * SIZE[1] * 3:
            yield pixels(pygame.image.load(path))


@pytest.mark.slow
@pytest.mark.parametrize("program", ["kherem-game", "kherem"])
def test_double_clicked_the_bundle_opens_the_window_on_the_shelf(
    bundle: Path, away: Path, program: str
) -> None:
    """No terminal, no arguments: what is drawn is the shelf, point for point, from files of the bundle."""
    sitter = opened(st.Title())
    sitter.window.do(ef.LoadShelf())
    sitter.settle()
    expected = drawn(sitter.window)
    assert "Yalta" in sitter.look()
    drivers = {"SDL_VIDEODRIVER": "dummy", "SDL_VIDEO_DUMMY_SAVE_FRAMES": "1"}

    with started(bundle / program, cwd=away, DISPLAY=":none", **drivers) as running:
        wait_for(lambda: any(np.array_equal(one, expected) for one in frames(away)), running, away / "said")
        used = opens_files_of(running)

    assert not [name for name in used if name.startswith((str(ROOT), sys.prefix, sys.base_prefix))]
    fonts = bundle / "_internal" / "game" / "_data" / "assets" / "fonts"
    assert [name for name in used if name.startswith(str(fonts))]


class Display:
    """A screen in memory, with a keyboard."""

    def __init__(self, name: str, memory: Path) -> None:
        self.name = name
        self._memory = memory

    def press(self, *words: str) -> None:
        """Let something happen at the keyboard or the mouse."""
        subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": self.name}, check=True)

    def pixels(self) -> Pixels:
        """Return what is on the screen: it is kept as an XWD file."""
        raw = self._memory.read_bytes()
        head = np.frombuffer(raw[:100], ">u4")
        size, width, height, line, colours = (int(head[at]) for at in (0, 4, 5, 12, 19))
        start = size + 12 * colours
        rows = np.frombuffer(raw[start : start + height * line], np.uint8).reshape(height, line)
        return rows[:, : width * 4].reshape(height, width, 4)[:, :, 2::-1]


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    """Start a screen in memory, of the size of the window."""
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        why = "The window of the bundle is tested on a screen in memory"
        subprocess.run([ROOT / "tools" / "apt", why, "xvfb", "xdotool"], capture_output=True, check=False)
    there = bool(shutil.which("Xvfb") and shutil.which("xdotool"))
    require_or_skip("bundle", there, "its window is tested with Xvfb and xdotool: install them")
    ready, tell = os.pipe()
    screen = ("-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-fbdir", str(tmp_path), "-nolisten", "tcp")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tell), *screen], pass_fds=[tell], stderr=subprocess.DEVNULL
    )
    os.close(tell)
    try:
        with os.fdopen(ready) as said:
            number = said.readline().strip()
        assert number, "Xvfb has not started"
        yield Display(f":{number}", tmp_path / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait()


@pytest.mark.slow
def test_the_bundle_is_played_to_the_table_with_its_map(bundle: Path, away: Path, display: Display) -> None:
    """Every screen from the briefing to the table is drawn as by the source; Enter leads on."""
    sitter = opened(setup("yalta-1945", None, "stalin"))
    sitter.window.send(ms.PickRole("stalin"))
    sitter.settle()
    words = ("yalta-1945", "--role", "stalin", "--seed", "1")
    display.press("mousemove", str(SIZE[0] - 1), str(SIZE[1] - 1))

    with started(bundle / "kherem-game", *words, cwd=away, DISPLAY=display.name) as running:
        while True:
            expected = drawn(sitter.window)
            wait_for(lambda: np.array_equal(display.pixels(), expected), running, away / "said")  # noqa: B023
            if isinstance(sitter.window.app.screen, st.Playing):
                break
            display.press("key", "Return")
            sitter.key(pygame.K_RETURN)

    kept = away / ".local" / "share" / "kherem" / "saves"
    assert len(list(kept.iterdir())) == 1
    assert not sitter.faults


# The folder -------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_folder_holds_data_licences_and_no_more(bundle: Path) -> None:
    inside = bundle / "_internal"
    data = inside / "game" / "_data"
    names = {path.name for path in inside.rglob("*")}

    for part in ("assets", "scenarios"):
        mine = {path.relative_to(ROOT / part): path for path in (ROOT / part).rglob("*") if path.is_file()}
        theirs = {path.relative_to(data / part) for path in (data / part).rglob("*") if path.is_file()}
        assert theirs == set(mine)
        assert all((data / part / name).read_bytes() == path.read_bytes() for name, path in mine.items())
    assert not [name for name in names if name.startswith(("freesansbold", "libreadline"))]
    assert not [name for name in names if name in ("pytest", "hypothesis", "hatchling", "PyInstaller")]
    assert __version__ in (bundle / "README.txt").read_text("utf-8")
    index = (bundle / "licences" / "README.txt").read_text("utf-8")
    assert "not recorded" not in index
    texts = [line.strip().partition(":")[0] for line in index.splitlines() if line.startswith("  ")]
    assert len(texts) > 40
    assert all((bundle / "licences" / name).stat().st_size for name in texts)
    parts = {line.split(" ")[0].rstrip(":") for line in index.splitlines()}
    assert {"pygame-ce", "moocore", "SDL2", "SDL2_mixer", "vorbis", "uvicorn", "Python"} <= parts


@pytest.mark.slow
def test_the_archive_holds_the_folder(bundle: Path) -> None:
    (archive,) = bundle.parent.glob("kherem-*.tar.gz")

    with tarfile.open(archive) as packed:
        entries = {entry.name: entry for entry in packed.getmembers()}

    here = {path.relative_to(bundle.parent).as_posix() for path in (bundle, *bundle.rglob("*"))}
    assert set(entries) == here
    assert entries["kherem/kherem-game"].mode & 0o111
    assert archive.stat().st_size < 60e6


def licences() -> ModuleType:
    """Return the tool that gathers licences."""
    spec = importlib.util.spec_from_file_location("licences", ROOT / "tools" / "bundle" / "licences.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_library_without_a_licence_is_named() -> None:
    """Whoever gives a bundle away must hear of what nobody has looked at."""
    tool = licences()

    (known,) = tool.of_library(Path("/nowhere/libSDL2-2-50d19f93.0.so.0.3200.10"))
    (unknown,) = tool.of_library(Path("/nowhere/libmystery-2.so.1"))

    assert [(name, path.is_file()) for name, path in known.files] == [("SDL.txt", True)]
    assert (unknown.name, unknown.licence, unknown.files) == ("libmystery-2.so.1", "not recorded", ())
