"""Lines that fail: a proxy that holds streams back, a server that is killed in mid act."""

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from game.messages import text
from tests.browser.conftest import LAPTOP, Browse
from tests.browser.holding import holding
from tests.browser.persons import be_done, button, join, kept, teach, to_table, waited_for
from tests.browser.test_class import Serve
from tests.session.classroom.classes import match_of
from tests.web.test_hosting import Hosted, hosted


class Proxied:
    """A class as somebody sees it who reaches it through a proxy."""

    def __init__(self, served: object, port: int) -> None:
        self._served = served
        self.address = f"http://127.0.0.1:{port}"

    def __getattr__(self, name: str) -> object:
        return getattr(self._served, name)


def test_a_proxy_that_holds_streams_back(serve: Serve, browse: Browse) -> None:
    """Nothing of a stream comes through: the page finds out, says so, asks instead, and stays current."""
    served = serve()
    with holding(served.port) as proxy:
        through = Proxied(served, proxy.port)
        pages = [browse(), browse(LAPTOP)]
        pages[0].clock.install()
        join(pages[0], through, "Anna")  # type: ignore[arg-type]
        join(pages[1], served, "Bo")
        if served.room.register[1].role != served.room.seats[0]:
            served.room.swap(1, 2)
        to_table(pages[0], through)  # type: ignore[arg-type]
        to_table(pages[1], served)
        expect(pages[0].get_by_role("heading", name=text("web/wait_title"))).to_be_visible()
        for _ in range(11):
            pages[0].clock.run_for(1_000)
        expect(pages[0].locator("#line")).to_have_text(text("web/line_slow"))
        assert any("/stream" in name for name in proxy.asked)
        served.room.start()
        served.room.go_on(1)
        expect(pages[0].locator("#turn-title")).to_be_visible()
        assert any("/poll" in name for name in proxy.asked)
        for _ in range(3):
            before = pages[0].locator("main").get_attribute("data-seen")
            assert before is not None
            be_done(waited_for(pages, served), served)
            served.room.move_on([1])
            served.room.go_on(1)
            expect(pages[0].locator("main")).not_to_have_attribute("data-seen", before)
        seen = str(match_of(served.room, 1).seq(0))
        expect(pages[0].locator("main")).to_have_attribute("data-seen", seen)


# A server that is killed --------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.mark.parametrize("reaches", [True, False])
def test_a_server_that_is_killed_in_mid_act(tmp_path: Path, browse: Browse, *, reaches: bool) -> None:
    """SIGKILL just after the act is on disk, or just before it arrives: it is sent again, and done once."""
    db, port = tmp_path / "class.db", str(free_port())
    page = browse()
    with ExitStack() as running:
        here: list[Hosted] = [running.enter_context(hosted(db, "--port", port))]
        page.goto(here[0].address)
        enter(page, here[0])
        teacher = teach(browse(LAPTOP), here[0])  # type: ignore[arg-type]
        teacher.get_by_role("button", name=text("web/start")).click()
        page.goto(f"{here[0].address}/seat")
        expect(page.locator("#turn-title")).to_be_visible()
        killed: list[bool] = []

        def kill(route: Route) -> None:
            if route.request.method != "POST" or killed:
                return route.continue_()
            answer = route.fetch() if reaches else None
            if answer is not None and "x-kept" not in answer.headers:
                return route.fulfill(response=answer)
            killed.append(True)
            here[0].process.kill()
            here[0].process.wait(60)
            return route.abort("connectionreset")

        page.route("**/seat", kill)
        page.locator("#deciding").get_by_role("button", name=text("deciding/done_desk")).click()
        if reaches:
            expect(page.locator("#line, main button[value=yes]").first).to_be_visible()
            if button(page, "yes").count():
                button(page, "yes").click()
        expect(page.locator("#line")).to_contain_text(text("web/unsent"))
        assert killed == [True]
        running.enter_context(hosted(db, "--port", port))
        expect(page.locator("#said, main button[value=yes]").first).to_be_visible()
        if button(page, "yes").count():
            button(page, "yes").click()
        expect(kept(page)).to_be_visible()
        assert sent(page, here[0].address) == 1


def enter(page: Page, here: Hosted) -> None:
    page.goto(f"{here.address}/?code={here.code}")
    page.get_by_label(text("web/your_name"), exact=True).first.fill("Anna")
    page.get_by_role("button", name=text("web/join_now"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Anna")


def sent(page: Page, address: str) -> int:
    """Return how often the seat has acted, as its own page tells."""
    page.goto(f"{address}/seat")
    words = page.locator("main").text_content() or ""
    return words.count(text("reading/note_acted", person="Anna"))
