"""Serving a class: the socket, the addresses people can use, and an orderly end.

Law of this file: it listens before it says where; it is over when every stream has ended.
"""

import asyncio
import gc
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import uvicorn
from starlette.types import ASGIApp

from game.session.classroom.room import Classroom
from game.web.app import make_app
from game.web.patience import PatientProtocol

LAST_WORDS = 3
"""Seconds an answer that is being sent may take when the program ends."""

SWEEPS = (2_000, 10, 1_000)
"""When Python looks for garbage. A look through all of a large class takes half a second and finds next to
nothing: one in 20 million new objects is enough."""


class Place(NamedTuple):
    """Where a class is served. `address`: what students type, if it is not found out."""

    bind: str = "0.0.0.0"
    port: int = 8000
    address: str | None = None
    cert: Path | None = None
    key: Path | None = None


class _Server(uvicorn.Server):
    """A server that lets streams end first when it is told to stop."""

    def __init__(self, config: uvicorn.Config, closing: asyncio.Event) -> None:
        super().__init__(config)
        self._closing = closing

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End the streams, then the server."""
        self._closing.set()
        super().handle_exit(sig, frame)


def listen(place: Place) -> socket.socket:
    """Return a socket that listens. Raises `OSError`."""
    family = socket.AF_INET6 if ":" in place.bind else socket.AF_INET
    # Named TCP, or asyncio leaves Nagle's algorithm on, and short answers wait 40 ms for the browser's ACK.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((place.bind, place.port))
        found.listen(2048)
    except OSError:
        found.close()
        raise
    return found


def addresses(place: Place, port: int) -> tuple[str, set[str]]:
    """Return what students type, and every name by which the class may be called."""
    name = socket.gethostname()
    local = _own_address() if place.bind in ("0.0.0.0", "::") else place.bind
    scheme = "https" if place.cert else "http"
    shown = f"[{local}]" if ":" in local else local
    address = place.address or f"{scheme}://{shown}:{port}"
    bare = address.partition("://")[2].partition("/")[0]
    host = bare.rpartition(":")[0] if bare.rpartition(":")[2].isdecimal() and not bare.endswith("]") else bare
    return address.rstrip("/"), {
        host.strip("[]"), local, name, f"{name}.local", "localhost", "127.0.0.1", "::1",
    }  # fmt: skip


def _own_address() -> str:
    """Return the address this machine has in its network; nothing is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        found: str = probe.getsockname()[0]
        return found


def served(app: ASGIApp, **more: Any) -> uvicorn.Config:
    """Return how an application is served."""
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        log_level="error",  # nonsense that somebody sends is nothing the teacher must read
        access_log=False,
        server_header=False,
        loop="asyncio",
        ws="none",
        timeout_graceful_shutdown=LAST_WORDS,
        **more,
    )


def serve(room: Classroom, place: Place, listening: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve a class until the program is told to stop. `ready`: called with the address students type."""
    address, hosts = addresses(place, listening.getsockname()[1])
    closing = asyncio.Event()
    app = make_app(room, address, hosts, closing, secure=place.cert is not None)
    ready(address)
    serve_app(app, listening, closing, ssl_certfile=place.cert, ssl_keyfile=place.key)


def serve_app(app: ASGIApp, listening: socket.socket, closing: asyncio.Event, **more: Any) -> None:
    """Serve an application until the program is told to stop; then set `closing`, which ends its streams."""
    with _seldom_swept():
        _Server(served(app, **more), closing).run(sockets=[listening])


@contextmanager
def _seldom_swept() -> Iterator[None]:
    """Look for garbage less often, and not at all in what is there already."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SWEEPS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
