"""What is shown at a decision: where and when, the issues side by side, what lies on the table.

Law of this file: it reads the seat and prints; it asks nothing and does nothing.
"""

from typing import Any

from game.messages import text
from game.presentation.deciding.seat import Seat, worth_line
from game.presentation.reading import at_hand, standing
from game.presentation.wording import spoken_hour
from game.terminal.page import Page

Data = dict[str, Any]


def decision(page: Page, seat: Seat, view: Data, *, first: bool, news: bool, warned: set[str]) -> None:
    """Print all a decision needs.

    `first`: the first decision of this step. `news`: the texts moved since this was last printed; away
    from the table they are printed only then. `warned`: of what may come, what has been told before.
    """
    page.rule(_where(seat, view))
    if first and view["guidance"]:
        page.say(view["guidance"], first=text("face/hint") + " ", style="italic")
    if view["step"] in ("signing", "ratification"):
        return
    _texts(page, seat, view, news=news)
    opening = view["sitting"]["number"] == 1 and view["table"] is None and view["step"] != "cable"
    if first and view["step"] in ("desk", "cable"):
        standing.known_texts(page, seat, view)
        standing.unratifiable(page, view)
        standing.warnings(page, {"warnings": [w for w in view["warnings"] if w["text"] not in warned]})
        warned.update(w["text"] for w in view["warnings"])
    if first and view["step"] == "desk":
        standing.tracks(page, view, meanings=opening)
        standing.costs(page, view, meanings=opening)


def _texts(page: Page, seat: Seat, view: Data, *, news: bool) -> None:
    """Print the texts that belong on this screen, each under its name where there are several."""
    shown = {
        key: one
        for key, one in view["instruments"].items()
        if one["status"] == "running" and _is_concerned(view, key, one, news=news)
    }
    for key, one in shown.items():
        if len(shown) > 1 or one["kind"] != "text":
            page.heading(one["title"])
        if one["kind"] == "text":
            issues(page, seat, view, key, only_open=len(shown) > 1 and view["table"] is not None)
            at_hand.proposals(page, seat, one)
        else:
            at_hand.words_spoken(page, seat, one)
    if any(any(one["clauses"].values()) for one in shown.values() if one["kind"] == "text"):
        page.say(text("face/as_initialled", verdict=worth_line(seat.stakes())))


def moves(view: Data) -> tuple[Any, ...]:
    """Return what changes when a text moves: two equal values mean that nothing did."""
    return tuple(
        (key, len(shown["proposals"]), str(shown["clauses"])) for key, shown in view["instruments"].items()
    )


def _is_concerned(view: Data, instrument: str, shown: Data, *, news: bool) -> bool:
    """Return whether a text belongs on this screen: it is on the table, or has begun to move."""
    if view["table"] is not None:
        return instrument in view["table"]["instruments"]
    return news and bool(shown["proposals"])


def _where(seat: Seat, view: Data) -> str:
    sitting, table = view["sitting"], view["table"]
    if view["step"] == "table" and table is not None:
        return text(
            "terminal/at_table",
            place=sitting["place"],
            hour=spoken_hour(table["hour"]),
            turn=table["turn"] + 1,
            turns=table["turns"],
        )
    hour = spoken_hour(view["hour"])
    if view["step"] == "table":
        return text("terminal/at_no_table", hour=hour)
    if view["step"] in ("desk", "cable") and not seat.meets(sitting["number"] - 1):
        return text(f"terminal/away_{view['step']}", hour=hour)
    return text(f"terminal/at_{view['step']}", place=sitting["place"], hour=hour)


# Issues ------------------------------------------------------------------------------------------


def issues(page: Page, seat: Seat, view: Data, instrument: str, *, only_open: bool = False) -> None:
    """Print the issues of a text: what is initialled, and what each side last asked.

    `only_open`: of those that are not open at this meeting, only the names.
    """
    shown = view["instruments"][instrument]
    order = [seat.words.names.lists["issue"][n] for n in seat.issue_order(instrument)]
    agenda = view["table"]["agenda"] if view["table"] else order
    asked = _asked(shown, order)
    roles = [role for role in _speakers(seat) if any(role in cells for cells in asked.values())]
    initialled = any(clause for issue, clause in shown["clauses"].items() if issue not in shown["fixed"])
    heads = [text("face/head_issue")]
    heads += [text("face/head_initialled")] if initialled else []
    heads += [text("face/head_asked", who=seat.who(role)) for role in roles]
    negotiated = [issue for issue in order if issue not in shown["fixed"]]
    touched = [issue for issue in negotiated if issue in agenda or shown["clauses"][issue] or asked[issue]]
    moving = [issue for issue in touched if issue in agenda or not only_open]
    rows = []
    for issue in moving:
        row = [seat.scenario.issues[issue].title]
        row += [_initialled(shown["clauses"][issue])] if initialled else []
        row += [asked[issue].get(role, "–") for role in roles]
        rows.append(row)
    if not rows:
        _stand_aside(page, seat, shown, order)
        return
    if len(heads) == 1:
        heads.append(text("terminal/head_question"))
        rows = [[*row, seat.scenario.issues[issue].question] for row, issue in zip(rows, moving, strict=True)]
    page.table(heads, rows)
    closed = [issue for issue in negotiated if issue not in agenda]
    _beside(page, seat, "not_open" if _may_link(seat, agenda) else "not_open_yet", closed)
    _beside(page, seat, "stands_fixed", [issue for issue in order if issue in shown["fixed"]])


def _stand_aside(page: Page, seat: Seat, shown: Data, order: list[str]) -> None:
    """Print of a text nothing of which is open here what is initialled, on a line."""
    clauses = shown["clauses"]
    done = [issue for issue in order if clauses[issue] is not None]
    _beside(page, seat, "all_initialled" if len(done) == len(order) else "some_initialled", done)
    _beside(page, seat, "not_open_yet", [issue for issue in order if issue not in done])


def _beside(page: Page, seat: Seat, code: str, issues: list[str]) -> None:
    """Print which issues are not negotiated on this screen, and why, if there are any."""
    if issues:
        titles = "; ".join(seat.scenario.issues[issue].title for issue in issues)
        page.say(text(f"terminal/{code}", issues=titles), style="dim")


def _may_link(seat: Seat, agenda: list[str]) -> bool:
    """Return whether a package may name issues that are not open."""
    names = seat.names.lists["issue"]
    offered = [t for t in seat.offered() if t.kind == "propose"]
    return any(mask and names[issue] not in agenda for t in offered for issue, mask in t.options)


def _initialled(clause: Data | None) -> str:
    return clause["summary"].rstrip(".") if clause else text("face/not_yet")


def _speakers(seat: Seat) -> list[str]:
    """Return the roles, the seat's own first."""
    return [seat.id, *(role for role in seat.scenario.roles if role != seat.id)]


def _asked(shown: Data, order: list[str]) -> dict[str, dict[str, str]]:
    """Return where each role stands on each issue, less what agrees with what is initialled."""
    found: dict[str, dict[str, str]] = {issue: {} for issue in order}
    for issue, stands in at_hand.positions(shown).items():
        clause = shown["clauses"][issue]
        settled = clause["summary"].rstrip(".") if clause else None
        found[issue] = {
            role: at_hand.position_words(one) for role, one in stands.items() if one.words != settled
        }
    return found
