"""A class served to real browsers: `served`, `chromium` and `browse`.

Law of this file: one Chromium a test process; each person is a context of their own; the server listens on
loopback alone, on a port the system gives.
"""

import asyncio
import fcntl
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from game.session.classroom.room import Classroom
from game.web.app import make_app
from game.web.serving import Place, listen, served
from tests.conftest import require_or_skip
from tests.session.classroom.classes import make_class

ROOT = Path(__file__).parent.parent.parent
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PATIENCE = 60_000
"""Milliseconds until what must happen is given up on; it takes a fraction of one second."""
PHONE, TABLET, LAPTOP = (
    {"width": 390, "height": 780},
    {"width": 768, "height": 1024},
    {"width": 1280, "height": 800},
)
Browse = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Give the browser; it is installed once for all processes that test, where it may be."""
    home = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        home = home.parent
    with (home / "browser.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = subprocess.run([ROOT / "tools" / "browser"], capture_output=True, text=True, check=False)
    require_or_skip("browser", found.returncode == 0, found.stderr.strip())
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class Served:
    """A class that is served from a thread. `stop` and `start` are what a crash and a restart are."""

    def __init__(self, room: Classroom, key: str) -> None:
        self.room = room
        self.key = key
        self.port = 0
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        listening = listen(Place("127.0.0.1", self.port))
        self.port = listening.getsockname()[1]
        ready = threading.Event()

        async def serve() -> None:
            closing = asyncio.Event()
            app = make_app(self.room, self.address, {"127.0.0.1", "localhost"}, closing)
            config = served(app)
            config.timeout_graceful_shutdown = 1
            self._server, self._closing = uvicorn.Server(config), closing
            self._loop = asyncio.get_running_loop()
            ready.set()
            await self._server.serve(sockets=[listening])

        def run() -> None:
            try:
                asyncio.run(serve())
            finally:
                listening.close()

        self._thread = threading.Thread(target=run)
        self._thread.start()
        assert ready.wait(60)

    def stop(self) -> None:
        """Let the server go: its streams end, and nobody listens."""
        if self._thread is None or self._server is None:
            return
        self._loop.call_soon_threadsafe(self._closing.set)
        self._server.should_exit = True
        self._thread.join(60)
        assert not self._thread.is_alive()
        self._thread = None


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Give what serves a class with these rules."""
    open_: list[Served] = []

    def begin(**rules: object) -> Served:
        from game.session.classroom.rules import Rules

        chosen = Rules(**{"groups": 1, "ai": "linear", "gate": "off", **rules})  # type: ignore[arg-type]
        room, key = make_class(tmp_path / f"class{len(open_)}.db", None, chosen)
        open_.append(Served(room, key))
        return open_[-1]

    yield begin
    for one in open_:
        one.stop()
        one.room.close()


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Browse]:
    """Give what opens a browser of its own, with a page that fails the test on any error of a script."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def begin(size: dict[str, int] = PHONE, **more: object) -> Page:
        context = chromium.new_context(viewport=size, **more)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield begin
    for context in contexts:
        context.close()
    assert not troubles
