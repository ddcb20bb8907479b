"""The lines a match writes about itself, as a seat that sees them reads them."""

from game.messages import text
from game.scenario.plain import plain
from game.session.journal import Happening


def note_sentence(item: Happening) -> str:
    """Return what a line without an event says; '' for one that nobody is told."""
    match item.type:
        case "acted":
            return text("reading/note_acted", person=plain(str(item.data["person"])))
        case "people_changed":
            people = ", ".join(plain(str(name)) for name in item.data["people"])
            return text("reading/note_people_changed", people=people) if people else text("reading/note_left")
        case "passed" | "undone":
            return text(f"reading/note_{item.type}")
        case _:
            return ""
