"""What a simulated student does: a legal act from what `/seat/offers` lists.

Law of this file: nothing but the offers is known. Acts that end the talks, or cannot be made from defaults,
are left alone, so that games go on.
"""

from random import Random
from typing import Any

NEVER = frozenset({"leave", "break_off", "instruct"})


def choose(offers: list[dict[str, Any]], chance: Random) -> dict[str, Any]:
    """Return an act."""
    calm = [one for one in offers if one["kind"] not in NEVER] or offers
    offer = chance.choice(calm)
    act = {"kind": offer["kind"]}
    if "instrument" in offer:
        act["instrument"] = offer["instrument"]
    issues = offer.get("issues")
    if isinstance(issues, dict):
        needed = [issue for issue in offer.get("at_least_one_of", ()) if issue in issues]
        issue = chance.choice(needed or list(issues))
        values = issues[issue]
        act["issues"] = {issue: chance.choice(values) if isinstance(values, list) else values["min"]}
    return act
