"""What can be looked up in a browser: the books, the texts with a proposal in them, a search in all of it.

Law of this file: looking changes nothing; everything comes from the seat's own books.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.messages import text
from game.presentation.deciding.seat import Seat
from game.presentation.reading.books import BOOKS, WITH, book_lines
from game.presentation.reading.searching import NEWS, search
from game.session.classroom.people import Person
from game.web.own import Own

LONGEST, MOST = 60, 60
"""How many letters are sought, and how many lines of a book shown."""


class Library(Own):
    """The pages to read in during play."""

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        return [Route("/seat/book/{name}", self.book), Route("/seat/search", self.search)]

    async def book(self, request: Request) -> Response:
        """Show one of the books; the texts with a proposal in them, if one is named."""
        name = request.path_params["name"]
        if name not in BOOKS:
            return self.desk.pages.page("lost.html", 404)
        place = request.query_params.get("with", "")

        def values(person: Person) -> dict[str, Any]:
            group = self.desk.room.groups[person.group]
            with group.lock:
                seat = self.desk.reader(group, person.role).seat
                offered = proposals(seat) if name == "texts" else []
                chosen = place if place in [one for one, _ in offered] else ""
                lines = book_lines(seat, f"{name}{WITH}{chosen}" if chosen else name)
            title = text(f"desktop/title_{name}")
            return {"book": name, "title": title, "lines_of": lines, "proposals": offered, "chosen": chosen}

        return await self._reading(request, "book.html", values)

    async def search(self, request: Request) -> Response:
        """Show the lines that have the words sought."""
        sought = request.query_params.get("q", "").strip()[:LONGEST]

        def values(person: Person) -> dict[str, Any]:
            group = self.desk.room.groups[person.group]
            with group.lock:
                reader = self.desk.reader(group, person.role)
                found = search(reader.seat, [one.line for one in reader.news()], sought)
            titles = {name: text(f"desktop/title_{name}") for name in BOOKS}
            titles[NEWS] = text("look/search_news")
            count = sum(len(one.lines) for one in found)
            return {"sought": sought, "found": found, "titles": titles, "count": count, "most": MOST}

        return await self._reading(request, "search.html", values)


def proposals(seat: Seat) -> list[tuple[str, str]]:
    """Return the open proposals a text can be read with: by text and number, with what each is called."""
    instruments = seat.view()["instruments"]
    found = []
    for key, one in instruments.items():
        for proposal in one["proposals"]:
            if proposal["status"] == "open" and proposal["defines"] is None:
                code = "as_with" if len(instruments) < 2 else "as_with_of"
                label = text(f"desktop/{code}", number=proposal["number"], title=one["title"])
                found.append((f"{key}{WITH}{proposal['number']}", label))
    return found
