"""What a decision is about: the proposals that are open, the texts to sign, those to ratify.

Law of this file: said from the seat's own knowledge; what would leave its instructions is marked.
"""

from typing import Any, NamedTuple

from game.messages import text
from game.presentation.deciding.dialogue import Page
from game.presentation.deciding.notes import newest, withholding
from game.presentation.deciding.seat import Seat, Stakes, aims_line, stakes_of, worth_line
from game.presentation.reading import reference, standing

Data = dict[str, Any]


class Position(NamedTuple):
    """What a side asked last on an issue, and whether it had asked for something else before."""

    option: str | int
    words: str
    moved: bool


def positions(shown: Data) -> dict[str, dict[str, Position]]:
    """Return where each side stands on the issues of a text, by issue and role."""
    found: dict[str, dict[str, Position]] = {issue: {} for issue in shown["clauses"]}
    for proposal in shown["proposals"]:
        for issue, clause in proposal["issues"].items():
            words = clause["summary"].rstrip(".")
            before = found[issue].get(proposal["by"])
            moved = before is not None and (before.moved or before.words != words)
            found[issue][proposal["by"]] = Position(clause["option"], words, moved)
    return found


def position_words(position: Position) -> str:
    """Return a position in words, with a mark where it is another than at first."""
    return text("face/moved", words=position.words) if position.moved else position.words


# Proposals ----------------------------------------------------------------------------------------


def proposals(page: Page, seat: Seat, shown: Data, *, typed: bool = True) -> None:
    """Say what leaves the instructions, what words can mean, and what open proposals would bring.

    `typed`: to somebody who looks things up by typing.
    """
    now = seat.stakes()
    page.points([one["text"] for one in shown["outside"]], text("deciding/warning") + " ")
    _meanings(page, shown)
    still_open = [p for p in shown["proposals"] if p["status"] == "open"]
    mine = [str(p["number"]) for p in still_open if p["by"] == seat.id]
    if mine:
        said = text("reading/open_own", numbers=", ".join(mine), count=len(mine))
        page.say(said, first=" > ")
    others = [p for p in still_open if p["by"] != seat.id]
    for proposal in others:
        if proposal["number"] in newest(others):
            _proposal(page, seat, proposal, now)
        else:
            role = seat.short(proposal["by"])
            page.say(
                text(
                    "reading/open_older" if typed else "reading/open_older_seen",
                    number=proposal["number"],
                    role=role,
                ),
                first=" > ",
            )


def _proposal(page: Page, seat: Seat, proposal: Data, now: Stakes) -> None:
    after = stakes_of(proposal["stakes"])
    role, number = seat.short(proposal["by"]), proposal["number"]
    defines = proposal["defines"]
    if defines is None:
        aims = aims_line(now, after)
        said = text("reading/open_other", number=number, role=role, verdict=worth_line(after), aims=aims)
    else:
        values = {"issue": defines["title"], "meaning": defines["meaning"], "verdict": worth_line(after)}
        said = text("reading/open_meaning", number=number, role=role, **values)
    page.say(said, first=" > ")
    named = [one["text"] for one in proposal["stakes"]["outside"] if one["issue"] in proposal["issues"]]
    page.points(named, "   " + text("deciding/warning") + " ")


def _meanings(page: Page, shown: Data) -> None:
    """Say what initialled clauses can be taken to mean, and what has been agreed about it."""
    for one in shown["ambiguous"]:
        if one["issue"] in shown["fixed"]:
            continue
        meanings = {reading["id"]: reading["meaning"] for reading in one["readings"]}
        if one["defined"] is not None:
            said = text("reading/is_defined", issue=one["title"], meaning=meanings[one["defined"]])
        else:
            said = text("reading/is_ambiguous", issue=one["title"], meanings=" / ".join(meanings.values()))
        page.say(said, first=" ~ ")


def words_spoken(page: Page, seat: Seat, shown: Data) -> None:
    """Say the words of an understanding as they stand."""
    for issue, clause in shown["clauses"].items():
        title = seat.scenario.issues[issue].title
        said = clause["wording"] if clause else text("reading/nothing_said")
        page.say(text("reading/words_stand", issue=title, words=said), first=" > ")


# Signing and ratification -------------------------------------------------------------------------


def to_sign(page: Page, seat: Seat, view: Data) -> None:
    """Say the texts laid open, what they are worth, and where they leave the instructions."""
    texts_to_sign(page, seat, view)
    page.blank()
    worth_of_signing(page, seat, view)


def texts_to_sign(page: Page, seat: Seat, view: Data) -> None:
    """Say the texts laid open as they read."""
    reference.texts(page, seat, only=_laid(view))


def _laid(view: Data) -> list[str]:
    return [key for key, shown in view["instruments"].items() if shown["laid_open"]]


def worth_of_signing(page: Page, seat: Seat, view: Data) -> None:
    """Say where the texts laid open leave the instructions, and what they are worth."""
    laid = _laid(view)
    warnings = [one["text"] for key in laid for one in view["instruments"][key]["outside"]]
    page.points(warnings, text("deciding/warning") + " ")
    page.say(worth_line(seat.stakes()), style="bold")
    reference.aims(page, seat)


def to_ratify(page: Page, seat: Seat, view: Data) -> None:
    """Say the texts laid before the seat: how each reads, what ratifying needs, what withholding costs."""
    standing.known_texts(page, seat, view)
    worth_of_ratifying(page, seat, view)


def texts_to_ratify(page: Page, seat: Seat, view: Data) -> None:
    """Say the texts laid before the seat as they read, or what is known of them where it sees none."""
    awaited = [one["instrument"] for one in view["ratifications"] if one["state"] == "awaited"]
    seen = [key for key in awaited if key in view["instruments"]]
    if seen:
        reference.texts(page, seat, only=seen)
    standing.known_texts(page, seat, view)


def worth_of_ratifying(page: Page, seat: Seat, view: Data) -> None:
    """Say what ratifying each text needs, what withholding costs, and what it is all worth."""
    for one in view["ratifications"]:
        if one["state"] != "awaited":
            continue
        page.heading(one["title"])
        page.say(one["text"])
        if one["needs"] is not None:
            code = "needs_met" if one["possible"] else "needs_unmet"
            page.say(text(f"reading/{code}", needs=one["needs"]))
        page.points(withholding(one), " - ")
    page.say(worth_line(seat.stakes()), style="bold")
