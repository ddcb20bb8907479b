"""How things stand for the seat beside the texts: instructions, second-hand knowledge, words, costs.

Law of this file: looking never changes anything; all of it comes from the seat's view.
"""

from typing import Any

from game.messages import text
from game.presentation.deciding.dialogue import Page
from game.presentation.deciding.seat import Seat
from game.presentation.wording import spoken_hour

Data = dict[str, Any]


# Instructions -----------------------------------------------------------------------------------------


def has_instructions(view: Data) -> bool:
    """Return whether a seat gives or has instructions."""
    return bool(view["mandate"] or view["delegates"])


def instructions(page: Page, seat: Seat) -> None:
    """Print one's own instructions, and those one has sent."""
    view = seat.view()
    page.rule(text("reading/instructions"))
    if view["mandate"]:
        page.say(text("reading/mandate_of", role=seat.short(view["mandate"]["principal"])))
        _mandate(page, view["mandate"]["issues"], view["mandate"]["sent"])
        for one in view["mandate"]["judged"]:
            code = "signed_outside" if one["outside"] else "signed_inside"
            page.say(text(f"reading/{code}", text=seat.text_title(one["instrument"])))
    for delegate, found in view["delegates"].items():
        page.say(text("reading/mandate_sent", role=seat.short(delegate)))
        _mandate(page, found["issues"], {})
        if found["widening"]:
            page.say(text("deciding/widening", costs="; ".join(found["widening"])))
    for question in view["questions"]:
        asked = "; ".join(clause["summary"].rstrip(".") for clause in question["asks_for"].values())
        values = {"role": seat.short(question["from"]), "asked": asked, "hour": spoken_hour(question["sent"])}
        page.points([text("reading/asked_for", **values)])
    if not has_instructions(view):
        page.say(text("reading/no_instructions"))


def _mandate(page: Page, issues: Data, sent: Data) -> None:
    for issue, found in issues.items():
        head = found["title"]
        if issue in sent:
            head = text("reading/sent_at", issue=head, hour=spoken_hour(sent[issue]))
        page.say(head, first="  ", style="bold")
        page.points(found["lines"], "    - ")


# What one knows ---------------------------------------------------------------------------------------


def knows_something(view: Data) -> bool:
    """Return whether there is anything to tell beside texts and messages."""
    kinds = ("known_texts", "pledges", "notes", "hearings", "conflicts", "warnings", "tracks", "costs")
    return any(view[kind] for kind in (*kinds, "world", "told", "noticed", "forks_noticed"))


def knowledge(page: Page, seat: Seat) -> None:
    """Print what the seat knows: texts at second hand, pledges, meanings, the world."""
    view = seat.view()
    page.rule(text("reading/knowledge"))
    known_texts(page, seat, view)
    page.points([f"{one['text']} ({one['state_text']})" for one in view["pledges"]])
    for kind in ("hearings", "notes"):
        page.points([text(f"reading/own_{kind}", title=o["title"], meaning=o["meaning"]) for o in view[kind]])
    page.points([one["because"] for one in view["conflicts"]])
    page.points([text("reading/noticed_fork", **_fork(seat, one)) for one in view["forks_noticed"]])
    page.points([one["notice"] for one in view["noticed"]])
    page.points([one["text"] for one in view["world"]])
    page.points(view["told"])
    warnings(page, view)
    tracks(page, view)
    costs(page, view)
    if not knows_something(view):
        page.say(text("reading/no_knowledge"))


def _fork(seat: Seat, one: Data) -> Data:
    return {"role": seat.short(one["role"]), "name": one["name"], "choice": one["text"]}


def known_texts(page: Page, seat: Seat, view: Data) -> None:
    """Print what is known of texts the seat does not see, and as of when."""
    for found in view["known_texts"].values():
        code = "known_firm" if found["firm"] else "known_minutes"
        page.say(text(f"reading/{code}", text=found["title"], hour=spoken_hour(found["as_of"])), style="bold")
        for issue, clause in found["clauses"].items():
            _clause(page, seat.scenario.issues[issue].title, clause)
        if not found["clauses"]:
            page.say(text("reading/known_nothing"), first="   ")
        for role, package in found["asked"].items():
            wishes = "; ".join(
                f"{seat.scenario.issues[issue].title}: {clause['summary'].rstrip('.')}"
                for issue, clause in package.items()
            )
            page.say(text("reading/known_asked", role=seat.who(role), wishes=wishes), first="   ")


def _clause(page: Page, title: str, clause: Data) -> None:
    said = text("reading/clause_new", issue=title, clause=clause["summary"].rstrip("."))
    page.say(said, first="   ")


def warnings(page: Page, view: Data) -> None:
    """Print what may come and is not certain."""
    for one in view["warnings"]:
        page.say(one["text"], first=text("reading/uncertain") + " ")


def unratifiable(page: Page, view: Data) -> None:
    """Print which texts this seat could not ratify as things stand."""
    found = [one for one in view["ratifications"] if one["state"] == "not_yet" and not one["possible"]]
    needs = dict.fromkeys(one["needs"] for one in found)
    for need in needs:
        titles = ", ".join(one["title"] for one in found if one["needs"] == need)
        said = text("reading/unratifiable", titles=titles, needs=need)
        page.say(said, first=text("deciding/warning") + " ")


def tracks(page: Page, view: Data, *, meanings: bool = True) -> None:
    """Print the tracks the seat sees: with what they mean, or all on a line."""
    _counters(page, "track", list(view["tracks"].values()), meanings=meanings)


def costs(page: Page, view: Data, *, meanings: bool = True) -> None:
    """Print what others pay: with what it means, or on a line, as far as anybody has paid yet."""
    found = list(view["costs"].values())
    _counters(page, "cost", found if meanings else [one for one in found if one["value"]], meanings=meanings)


def _counters(page: Page, code: str, counters: list[Data], *, meanings: bool) -> None:
    said = [text(f"reading/{code}", **one) for one in counters]
    if meanings:
        for line, one in zip(said, counters, strict=True):
            page.say(f"{line} – {one['meaning']}")
    elif said:
        page.say("; ".join(said) + ".")
