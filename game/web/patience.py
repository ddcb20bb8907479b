"""Lines on which a request comes too slowly, or never, and heads without an end.

Law of this file: who sends nothing, or a byte now and then, keeps no line from anybody else.
"""

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.auto import AutoHTTPProtocol

SECONDS = 15.0
"""How long a request's head may take to come, and an unused line may stay open."""
LONGEST_HEAD = 32 * 1024


class PatientProtocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """Uvicorn's own protocol, with an end to its patience."""

    def connection_made(self, transport: Transport) -> None:
        """Wait for a request."""
        self._timer: TimerHandle | None = None
        self._head = 0
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what comes; wait on for the rest of a head."""
        if self._is_answering():
            super().data_received(data)
            return
        self._head += len(data)
        if self._head > LONGEST_HEAD and b"\r\n\r\n" not in data:
            self.transport.close()
            return
        super().data_received(data)
        if self._is_answering():
            self._head = 0
            self._rest()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._rest()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(SECONDS, self._lose_patience)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _lose_patience(self) -> None:
        if not self._is_answering():
            self.transport.close()
