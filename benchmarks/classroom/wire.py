"""HTTP/1.1 as the simulated students speak it: one connection for requests, one for a stream.

Law of this file: no more than our server and oTree's send: a length, chunks, or no body. It must cost so
little that the server is what is measured.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
EMPTY = frozenset({204, 304})


class Answer(NamedTuple):
    """What came back. `cookies`: those that were set."""

    status: int
    location: str
    cookies: Mapping[str, str]
    body: bytes


class _Head(NamedTuple):
    status: int
    fields: list[tuple[str, str]]

    def field(self, name: str) -> str:
        return next((value for key, value in self.fields if key == name), "")


class Wire(asyncio.Protocol):
    """One connection. `told`: given the body of a stream piece by piece, instead of keeping it."""

    def __init__(self, told: Callable[[bytes], None] | None = None) -> None:
        self._told = told
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._head: _Head | None = None
        self._body = bytearray()
        self._answer: asyncio.Future[Answer] | None = None
        self.closed = asyncio.get_running_loop().create_future()

    @classmethod
    async def open(cls, port: int, told: Callable[[bytes], None] | None = None) -> "Wire":
        """Return a connection. Raises `OSError`."""
        loop = asyncio.get_running_loop()
        _, found = await loop.create_connection(lambda: cls(told), "127.0.0.1", port)
        return found

    def ask(
        self, method: str, path: str, fields: Mapping[str, str], body: bytes = b""
    ) -> "asyncio.Future[Answer]":
        """Send a request; the future has the answer, or a `ConnectionError`."""
        self._answer = asyncio.get_running_loop().create_future()
        if self._transport is None or self._transport.is_closing():
            self._answer.set_exception(ConnectionResetError())
            return self._answer
        head = "".join([f"{method} {path} HTTP/1.1\r\n", *(f"{k}: {v}\r\n" for k, v in fields.items())])
        length = f"Content-Length: {len(body)}\r\n" if method == "POST" else ""
        self._transport.write(f"{head}{length}\r\n".encode() + body)
        return self._answer

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.abort()

    # What comes in ----------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionResetError(str(exc)))
        if not self.closed.done():
            self.closed.set_result(None)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while self._step():
            pass

    def _step(self) -> bool:
        """Take one piece off the buffer, if it is whole."""
        if self._head is None:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return False
            self._head = _head(self._buffer[:end].decode("latin-1"))
            del self._buffer[: end + 4]
            return True
        if self._head.field("transfer-encoding") == "chunked":
            return self._chunk()
        length = 0 if self._head.status in EMPTY else int(self._head.field("content-length") or 0)
        if len(self._buffer) < length:
            return False
        self._body = self._buffer[:length]
        del self._buffer[:length]
        self._whole()
        return False

    def _chunk(self) -> bool:
        end = self._buffer.find(b"\r\n")
        if end < 0:
            return False
        size = int(self._buffer[:end], 16)
        after = end + 2 + size + 2
        if len(self._buffer) < after:
            return False
        piece = bytes(self._buffer[end + 2 : after - 2])
        del self._buffer[:after]
        if not size:
            self._whole()
        elif self._told is not None:
            self._told(piece)
        else:
            self._body += piece
        return bool(size)

    def _whole(self) -> None:
        head, self._head = self._head, None
        body, self._body = bytes(self._body), bytearray()
        if self._answer is None or self._answer.done() or head is None:
            return
        cookies = dict(v.partition(";")[0].split("=", 1) for k, v in head.fields if k == "set-cookie")
        self._answer.set_result(Answer(head.status, head.field("location"), cookies, body))


class Client:
    """Somebody's browser: its cookies, and a connection that is made again when it breaks."""

    def __init__(self, port: int, fields: Mapping[str, str] | None = None) -> None:
        """`fields`: header fields that go with every request."""
        self._port = port
        host = f"127.0.0.1:{port}"
        same = {"Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
        self._fields = {"Host": host, **same, **(fields or {})}
        self.cookies: dict[str, str] = {}
        self._wire: Wire | None = None

    async def get(self, path: str) -> Answer:
        """Ask for a page. Raises `OSError`."""
        return await self._ask("GET", path)

    async def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form. Raises `OSError`."""
        return await self._ask("POST", path, urlencode(form).encode(), FORM)

    async def send(self, path: str, data: bytes) -> Answer:
        """Send JSON. Raises `OSError`."""
        return await self._ask("POST", path, data, JSON)

    async def listen(self, path: str, last: int, told: Callable[[bytes], None]) -> None:
        """Listen to a stream from after event `last`, until it breaks. Raises `OSError`."""
        wire = await Wire.open(self._port, told)
        try:
            answer = wire.ask("GET", path, {**self.fields(), "Last-Event-ID": str(last)})
            if (found := await answer).status != 200:
                raise ConnectionError(found.body.decode())
        finally:
            wire.close()

    def fields(self) -> dict[str, str]:
        """Return the header fields of a request."""
        found = dict(self._fields)
        if self.cookies:
            found["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return found

    def close(self) -> None:
        """Hang up."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    async def _ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        if self._wire is None or self._wire.closed.done():
            self._wire = await Wire.open(self._port)
        fields = self.fields()
        if kind:
            fields["Content-Type"] = kind
        try:
            answer = await self._wire.ask(method, path, fields, body)
        except BaseException:
            self.close()
            raise
        self.cookies.update(answer.cookies)
        return answer


def _head(text: str) -> _Head:
    first, *lines = text.split("\r\n")
    parts = [line.partition(":") for line in lines]
    return _Head(int(first.split(" ", 2)[1]), [(key.lower(), value.strip()) for key, _, value in parts])
