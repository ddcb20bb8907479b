"""The settings of a device: size of text, colours, motion, language; without a script, and without a seat.

Law of this file: a setting is the device's own; nothing in the class changes by it.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from game.messages import languages, text
from game.messages.languages import complete, own_name
from game.presentation.palettes import PALETTES
from game.web.desk import Desk
from game.web.looks import AS_SET, COOKIE, SIZES, sensible, style
from game.web.pages import A_DAY, kept

PALETTE_NAMES = (AS_SET, *PALETTES)


class Settings:
    """The page of settings, and the style sheets its colours come from."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        return [
            Route("/settings", self.page),
            Route("/settings", self.keep, methods=["POST"]),
            Route("/look/{name}.css", self.colours),
        ]

    async def page(self, request: Request) -> Response:
        """Show what can be set."""
        chosen = [("", text("look/language_class"), "")]
        chosen += [(name, own_name(name), _share(name)) for name in languages()]
        return self.desk.pages.page(
            "settings.html",
            back=_own(request.query_params.get("back", "")),
            sizes=SIZES,
            palettes=PALETTE_NAMES,
            languages=chosen,
            kept="kept" in request.query_params,
        )

    async def keep(self, request: Request) -> Response:
        """Keep what was chosen, on the device that asks."""
        form = await request.form()
        chosen = sensible({name: str(value) for name, value in form.items()})
        back = _own(str(form.get("back", "")))
        answer = RedirectResponse(f"/settings?kept=1&back={back}", 303)
        self.desk.set_cookie(answer, COOKIE, chosen.written())
        return answer

    async def colours(self, request: Request) -> Response:
        """Give the colours of a palette."""
        name = request.path_params["name"]
        if name not in PALETTE_NAMES:
            return self.desk.pages.page("lost.html", 404)
        return kept(request, style(name), "text/css", A_DAY)


def _own(path: str) -> str:
    """Return an address of these pages to go back to."""
    plain = path.startswith("/") and path[1:].replace("/", "").replace("_", "").isalnum()
    return path if plain and not path.startswith("//") else "/"


def _share(name: str) -> str:
    share = complete(name)
    return "" if share == 100 else text("desktop/language_share", percent=share)
