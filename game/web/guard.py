"""What keeps others out: addresses and origins that are checked, limits, headers on every answer.

Law of this file: what is not plainly allowed is refused. No page runs a script that is written into it.
"""

import asyncio
import hmac
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from ipaddress import IPv4Address, ip_address, ip_network
from time import monotonic
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from game.messages import text

MOST_BYTES = 128 * 1024
"""How much anybody may send at once."""
SECONDS = 20.0
"""How long it may take to come."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all, forms would not say where they come from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_HEADERS = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
_OURS = frozenset(name for name, _ in _HEADERS)
_CACHE = b"cache-control"
STATIC = "/static/"


class Guard:
    """Checks every request before anything else sees it, and dresses every answer."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        """`hosts`: the names and addresses under which the class is reached, without ports."""
        self._app = app
        self._hosts = {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope["method"], dict(reversed(scope["headers"])))
        if refused is not None:
            await _refusal(*refused)(scope, receive, send)
            return

        static = scope["path"].startswith(STATIC)

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [pair for pair in message["headers"] if pair[0] not in _OURS]
                if not any(name == _CACHE for name, _ in headers):
                    headers.append((_CACHE, b"max-age=86400" if static else b"no-store"))
                message["headers"] = headers + _HEADERS
            await send(message)

        limited = _Limited(receive)
        try:
            await self._app(scope, limited, limited.unless_refused(dressed))
        except ClientDisconnect:
            if limited.refused is not None:
                await _refusal(*limited.refused)(scope, receive, send)

    def _refused(self, method: str, headers: Mapping[bytes, bytes]) -> tuple[int, str] | None:
        host = headers.get(b"host", b"").decode("latin-1")
        if host_name(host) not in self._hosts:
            return 421, "web/wrong_host"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or len(length) > 12 or int(length) > MOST_BYTES:
            return 413, "web/too_large"
        if headers.get(b"content-type", b"").lower().startswith(b"multipart/"):
            return 415, "web/no_files"
        if method not in ("GET", "HEAD", "POST"):
            return 405, "web/no_method"
        if method == "POST" and not _same_origin(headers, host):
            return 403, "web/wrong_origin"
        return None


def _refusal(status: int, code: str) -> PlainTextResponse:
    return PlainTextResponse(text(code), status, {**HEADERS, "Cache-Control": "no-store"})


@lru_cache(256)
def host_name(host: str) -> str:
    """Return the name in a Host header, without its port; '' if there is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _same_origin(headers: Mapping[bytes, bytes], host: str) -> bool:
    """Return whether a POST comes from a page of ours: browsers say so themselves."""
    site, origin = headers.get(b"sec-fetch-site"), headers.get(b"origin")
    if site is not None and site not in (b"same-origin", b"none"):
        return False
    allowed = (f"http://{host}".lower(), f"https://{host}".lower())
    return origin is None or origin.decode("latin-1").lower() in allowed


class _Limited:
    """A receiver that ends a request where more comes than is allowed, or the rest does not come in time.

    `refused`: why it was ended.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._seen = 0
        self._end = asyncio.get_running_loop().time() + SECONDS
        self._is_whole = False
        self.refused: tuple[int, str] | None = None

    async def __call__(self) -> Message:
        """Return what comes next."""
        if self._is_whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._end):
                message = await self._receive()
        except TimeoutError:
            return self._ended(408, "web/too_slow")
        self._seen += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        return self._ended(413, "web/too_large") if self._seen > MOST_BYTES else message

    def _ended(self, status: int, code: str) -> Message:
        self.refused = status, code
        return {"type": "http.disconnect"}

    def unless_refused(self, send: Send) -> Send:
        """Return a sender that keeps to itself what is said of a request that was cut off."""

        async def sent(message: Message) -> None:
            if self.refused is None:
                await send(message)

        return sent


class Limiter:
    """How often something may be tried within some seconds, by whom."""

    def __init__(self, most: int, seconds: float, now: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._now = now
        self._tries: dict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.RLock()

    def may(self, who: str) -> bool:
        """Count a try; return whether it is allowed."""
        with self._lock:
            if not self.is_free(who):
                return False
            self.count(who)
            return True

    def count(self, who: str) -> None:
        """Count a try."""
        with self._lock:
            self._tries[who].append(self._now())

    def is_free(self, who: str) -> bool:
        """Return whether a try is allowed."""
        with self._lock:
            now = self._now()
            if len(self._tries) > 10_000:
                old = [key for key, at in self._tries.items() if not at or at[-1] <= now - self._seconds]
                for key in old:
                    del self._tries[key]
            tries = self._tries[who]
            while tries and tries[0] <= now - self._seconds:
                tries.popleft()
            return len(tries) < self._most


def form_key(secret: str, token: str) -> str:
    """Return what a form of somebody's page carries, and no other page can know."""
    return hmac.new(secret.encode(), token.encode(), "sha256").hexdigest()[:32]


def address(request: Request) -> str:
    """Return the address somebody comes from: of IPv6 the network."""
    host = request.client.host if request.client else ""
    try:
        found = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(found, IPv4Address) or found.ipv4_mapped:
        return str(found)
    return str(ip_network((found, 64), strict=False))
