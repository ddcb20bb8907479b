"""All that a browser is given: every page, every dialogue, every error, its stream as it comes, its polls.

Law of this file: a browser is asked for everything it can be asked for; what is new there next year is looked
at without anybody remembering to list it, as long as a page links to it.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from html import unescape
from typing import Any

from game.presentation.reading.books import BOOKS
from game.web.streams import GATHERED
from tests.web.sitting import HERE, ORIGIN, Sitting, Visitor

BACK = (
    *("", "/replay", "/replay?as=everybody&hidden=yes", "/what-if", "/debrief.html", "/record.jsonl"),
    *("/chapter/knew", "/chapter/history", "/chapter/possible", "/what-if/x", "/what-if/x/progress"),
)
READ = (
    *("/seat", "/seat/offers", "/seat/preparing", "/seat/briefing", "/seat/notes", "/seat/map", "/me"),
    *("/seat/search?q=e", "/seat/search?q=a", "/settings", "/map/paper.svg", "/look/auto.css"),
    *("/", "/door", "/nothing", "/teacher", "/teacher/projector", "/teacher/group/1.jsonl"),
    *("/teacher/group/1.md", "/teacher/stream"),
    *(f"/seat/debrief{one}" for one in BACK),
    *(f"/teacher/group/1/debrief{one}" for one in BACK),
)
CHANGING = re.compile(
    r'value="[0-9a-f]{32}"|data-version="\d+"|name="draft" value="[^"]*"|\d\d:\d\d:\d\d|"version": ?\d+'
)
"""What differs from class to class without telling anything."""
LINK = re.compile(r'href="(/[^"#]*)"')
PATIENCE = 60.0


async def pages(visitor: Visitor) -> str:
    """Return every page there is for a browser, those it is led to by links too."""
    found = await walked(visitor)
    return "\n".join(found[path] for path in sorted(found))


async def walked(visitor: Visitor) -> dict[str, str]:
    """Return every page there is for a browser, by its address; of the game read again, a few."""
    found = dict[str, str]()
    todo = [*READ, *(f"/seat/book/{name}" for name in BOOKS), "/poll?since=0&version=0"]
    while todo:
        path = todo.pop(0)
        if path in found or path.startswith("/static/"):
            continue
        answer = await visitor.get(path)
        found[path] = f"{path} {answer.status_code}\n{answer.text}"
        links = [unescape(one) for one in LINK.findall(answer.text)]
        todo += [one for one in links if not ("/debrief/" in one and "?" in one and "/debrief/" in path)]
    return found


async def errors(visitor: Visitor) -> str:
    """Return what a browser is told that sends what it may not."""
    await visitor.get("/seat")
    found = []
    if 'name="draft"' in visitor.page:
        key = visitor.key
        wrong: tuple[dict[str, Any], ...] = (
            {"draft": "[1]", "do": "pick:0"},
            {"do": "take:2"},
            {"do": "x", "key": "x"},
        )
        found += [await visitor.post("/seat", **{"key": key, "draft": "", **sent}) for sent in wrong]
        for path in ("/seat/undo", "/seat/coach", "/seat/debrief/what-if", "/seat/debrief/what-if/x/stop"):
            found += [await visitor.post(path, key=key, moment="1/x", do=do) for do in ("other", "coach:x")]
            found.append(await visitor.post(path, key="x", draft="", words="Some words"))
    acts: tuple[Any, ...] = (
        {"id": "x", "act": {"kind": "nonsense"}},
        {"id": "x", "act": {"kind": "sign", "instruments": ["none"]}},
        [],
    )
    found += [await visitor.http.post("/seat/act", json=body, headers=ORIGIN) for body in acts]
    assert all(answer.status_code >= 400 for answer in found)
    return "\n".join(answer.text for answer in found)


async def dialogues(visitor: Visitor) -> str:
    """Return the first page of every act that can be begun, and the second of those that go on.

    The class is paused, so that nothing is done.
    """
    await visitor.get("/seat")
    found = []
    for pick in [one for one in visitor.buttons if one.startswith("pick:")]:
        await visitor.get("/seat")
        answer = await visitor.press(pick)
        assert not answer.headers.get("X-Kept")
        found.append(answer.text)
        goes_on = [one for one in visitor.buttons if one in ("give:0", "weigh")]
        if goes_on:
            found.append((await visitor.press(goes_on[0], **visitor.fields(lambda n: n - 1))).text)
    return "\n".join(found)


def without_own(visitor: Visitor, page: str) -> str:
    """Return pages without what differs from class to class, or is this person's own."""
    text = CHANGING.sub("", page)
    for name, value in visitor.http.cookies.items():
        if "back" in name:
            text = text.replace(f"{value[:4]} {value[4:]}", "")
    return text


def plain(page: str) -> str:
    """Return a page with its marks read as a browser reads them, emphasis left out."""
    return bare(unescape(re.sub(r"<[^>]*>", " ", page)))


def bare(words: str) -> str:
    """Return words on one line, without the marks of emphasis and links."""
    return " ".join(
        re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words).replace("\\n", " ").translate(MARKS).split()
    )


MARKS = str.maketrans(dict.fromkeys("*`_\\"))


class Listener:
    """A stream as it comes. `raw`: all of it; `news`: the data of its news, in order."""

    def __init__(self, visitor: Visitor) -> None:
        self.raw = ""
        self.visitor = visitor
        self.closed = asyncio.Event()
        self.heard = asyncio.Event()

    @property
    def news(self) -> list[dict[str, Any]]:
        found = re.findall(r"^event: news\n(?:id: \d+\n)?data: (.*)$", self.raw, re.MULTILINE)
        return [json.loads(one) for one in found]

    @property
    def told(self) -> list[str]:
        """Every sentence that was told."""
        return [words for one in self.news for words in one.get("news", ())]

    async def current(self) -> None:
        """Wait until it has told all that there is to be told."""
        async with asyncio.timeout(PATIENCE):
            while not self.news or self.news[-1]["version"] != await self._version():
                self.heard.clear()
                with suppress(TimeoutError):  # the class may have changed since the version was asked for
                    await asyncio.wait_for(self.heard.wait(), 1.0)

    async def quiet(self) -> None:
        """Wait until something was told, and nothing more for a while."""
        with suppress(TimeoutError):
            while True:
                self.heard.clear()
                await asyncio.wait_for(self.heard.wait(), PATIENCE if not self.news else 2 * GATHERED)

    async def _version(self) -> int:
        found: int = (await self.visitor.http.get("/poll?since=0&version=0")).json()["version"]
        return found

    async def run(self, app: Any, path: str) -> None:
        """Listen until closed."""
        request = self.visitor.http.build_request("GET", HERE + path)
        cookies = "; ".join(f"{name}={value}" for name, value in self.visitor.http.cookies.items())
        headers = [(b"host", b"127.0.0.1:8000"), (b"cookie", cookies.encode())]
        url = request.url
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": url.path,
            "raw_path": url.raw_path,
            "query_string": url.query,
            "headers": headers,
            "client": ("10.0.0.1", 50_001),
            "server": ("127.0.0.1", 8000),
        }

        parts = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> dict[str, Any]:
            if parts:  # as a server gives it: a request that never comes whole is ended
                return parts.pop()
            await self.closed.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            self.raw += message.get("body", b"").decode()
            self.heard.set()

        await app(scope, receive, send)


@asynccontextmanager
async def listening(
    here: Sitting, *visitors: Visitor, path: str = "/stream"
) -> AsyncIterator[list[Listener]]:
    """Listen to the streams of some browsers for as long as the block lasts."""
    found = [Listener(visitor) for visitor in visitors]
    tasks = [asyncio.create_task(one.run(here.app, path)) for one in found]
    try:
        yield found
    finally:
        for one in found:
            one.closed.set()
        await asyncio.wait_for(asyncio.gather(*tasks), PATIENCE)
