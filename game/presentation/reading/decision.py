"""What stands above the menu of a decision: what the step is called, what there is to answer or sign."""

from typing import Any

from game.messages import text
from game.presentation.deciding.dialogue import Line, Notebook
from game.presentation.deciding.seat import Seat
from game.presentation.reading import at_hand, standing

Data = dict[str, Any]


def step_title(seat: Seat, view: Data) -> str:
    """Return what the step is called, with the turn at a table."""
    table = view["table"]
    if view["step"] == "table" and table is not None:
        return text("desktop/step_turn", turn=table["turn"] + 1, turns=table["turns"])
    away = view["step"] in ("desk", "cable") and not seat.meets(view["sitting"]["number"] - 1)
    return text(f"desktop/step_{'away_' if away else ''}{view['step']}")


def offers(seat: Seat, view: Data) -> list[Line]:
    """Return what stands before the menu: open proposals, texts to sign or to ratify, warnings."""
    page = Notebook()
    if view["step"] == "signing":
        at_hand.worth_of_signing(page, seat, view)
    elif view["step"] == "ratification":
        at_hand.worth_of_ratifying(page, seat, view)
    elif view["table"] is not None:
        for key in view["table"]["instruments"]:
            shown = view["instruments"][key]
            if shown["kind"] == "text":
                at_hand.proposals(page, seat, shown, typed=False)
            else:
                at_hand.words_spoken(page, seat, shown)
    elif view["step"] in ("desk", "cable"):
        standing.unratifiable(page, view)
        standing.warnings(page, view)
    return page.lines


def document(seat: Seat, view: Data) -> list[Line]:
    """Return the texts that are to be signed or ratified now, as they read."""
    page = Notebook()
    if view["step"] == "signing":
        at_hand.texts_to_sign(page, seat, view)
    elif view["step"] == "ratification":
        at_hand.texts_to_ratify(page, seat, view)
    return page.lines
