"""A proxy that holds back what a server answers, as in some schools: nothing goes on before there is enough.

Law of this file: it knows nothing of streams. Each request has a connection of its own; what is answered goes
on once there are `HELD` bytes of it, or it is over.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

HELD = 64 * 1024
"""Bytes that are held back."""


class Holding:
    """The proxy. `asked`: the requests that came through; `held`: how many bytes lie back now, by request."""

    def __init__(self, to: int) -> None:
        self._to = to
        self.port = 0
        self.asked: list[str] = []
        self.held: dict[str, int] = {}
        self.open: set[asyncio.StreamWriter] = set()

    async def pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass one request on, and its answer once there is enough of it."""
        self.open.add(writer)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            lines = [line for line in head[:-4].split(b"\r\n") if not line.lower().startswith(b"connection:")]
            lengths = [line for line in lines if line.lower().startswith(b"content-length:")]
            body = await reader.readexactly(int(lengths[0].split(b":")[1])) if lengths else b""
            name = lines[0].decode()
            self.asked.append(name)
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._to)
            up_writer.write(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
            answer = asyncio.create_task(self._answer(name, up_reader, writer))
            gone = asyncio.create_task(reader.read(1))
            await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
            for task in (answer, gone):
                task.cancel()
            up_writer.close()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # a browser opens lines ahead that it never uses, and closes others when a page is left
        finally:
            self.open.discard(writer)
            writer.close()

    async def _answer(self, name: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held = b""
        while more := await reader.read(HELD):
            held += more
            self.held[name] = len(held)
            if len(held) >= HELD:
                writer.write(held)
                held = b""
        writer.write(held)
        self.held.pop(name, None)
        await writer.drain()


@contextmanager
def holding(to: int) -> Iterator[Holding]:
    """Run the proxy before a port of this machine for as long as the block lasts."""
    found, ready = Holding(to), threading.Event()
    loop = asyncio.new_event_loop()

    async def begin() -> asyncio.Server:
        server = await asyncio.start_server(found.pass_on, "127.0.0.1", 0)
        found.port = server.sockets[0].getsockname()[1]
        return server

    def run() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(begin())
        ready.set()
        loop.run_forever()
        server.close()
        for writer in list(found.open):
            writer.close()
        loop.run_until_complete(asyncio.gather(*asyncio.all_tasks(loop), return_exceptions=True))
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert ready.wait(60)
        yield found
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(60)
