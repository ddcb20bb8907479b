"""Who negotiates about what in a made-up scenario: parties and roles, issues, instruments, conflicts."""

from tests.made_up.conditions import clause_is, condition, effects, rare_effects
from tests.made_up.draft import BECAUSE, Data, Draft

FORMS = ("article", "note", "minute", "oral")


# Parties and roles ------------------------------------------------------------------------------


def write_parties(d: Draft) -> None:
    """Name the sides with their speakers: some with a principal, an affected one perhaps with a seat."""
    for number in range(d.number(2, 3)):
        side = f"party{number}"
        d.parties[side] = _party("signatory")
        d.roles[f"role{number}"] = {"party": side}
        if d.maybe(3):
            d.roles[f"chief{number}"] = {"party": side}
            d.roles[f"role{number}"]["principal"] = f"chief{number}"
            if d.maybe(4):
                d.roles[f"aide{number}"] = {"party": side, "principal": f"chief{number}"}
    if d.maybe():
        d.parties["villagers"] = _party("affected")
        if d.maybe(3):
            d.roles["elder"] = {"party": "villagers"}
    if d.maybe(4):
        d.roles["clerk"] = {"party": d.one(list(d.parties)), "recorder": True}


def _party(kind: str) -> Data:
    return {"name": kind, "kind": kind, "stake": "Much."}


# Issues -----------------------------------------------------------------------------------------


def write_issues(d: Draft) -> None:
    """Name the questions: of treaties, and perhaps one of spoken words."""
    for number in range(d.number(1, 4)):
        issue: Data = {"title": f"Issue {number}", "question": "How?"}
        if d.maybe(4):
            issue["range"] = _range(d)
        else:
            issue["options"] = _options(d)
        if d.maybe(3):
            issue |= {"required": False, "silent": "Silence."}
        issue["forms"] = d.some(FORMS, 1) if d.maybe(3) else ["article"]
        issue["publicity"] = d.some(("published", "secret"), 1)
        issue["no_agreement"] = "Nothing."
        if d.maybe(4):
            issue |= {"places": d.some(("mongolia", "dairen", "cer"), 1), "limits": ["mongolia"]}
        d.issues[f"issue{number}"] = issue
        if d.maybe(9):
            issue["fixed"] = d.clause(f"issue{number}")
    if d.maybe(3):
        words: Data = {"title": "Words", "question": "What?", "options": _options(d, clear=2)}
        words |= {"required": False, "silent": "Silence.", "forms": ["oral"], "publicity": ["secret"]}
        d.issues["words"] = words | {"no_agreement": "Nothing."}


def _range(d: Draft) -> Data:
    step = d.number(1, 3)
    low = d.number(-3, 3)
    high = low + step * d.number(1, 4)
    return {"min": low, "max": high, "step": step, "unit": "months", "wording": "It is {value}."}


def _options(d: Draft, clear: int = 3) -> Data:
    """Return options; one in `clear` of them can be read in several ways."""
    found: Data = {
        f"option{n}": {"summary": "Thus.", "wording": "It is thus."} for n in range(d.number(2, 3))
    }
    for place, option in enumerate(found.values()):
        if place and d.maybe(5):
            option["closed"] = True
        if d.maybe(clear):
            readings = [f"reading{n}" for n in range(d.number(2, 3))]
            option["readings"] = {name: {"meaning": "So.", "because": BECAUSE} for name in readings}
    return found


def write_readings(d: Draft) -> None:
    """Say of every ambiguous wording when which reading prevails, and what follows."""
    for _, option in d.options():
        readings = list(option.get("readings", {}).values())
        for reading in readings[:-1]:
            reading["when"] = condition(d, readings=True)
        for reading in readings:
            reading["effects"] = rare_effects(d)


# Instruments ------------------------------------------------------------------------------------


def write_texts(d: Draft) -> None:
    """Put the issues into one text or two, and words into an understanding."""
    names = [name for name in d.issues if name != "words"]
    cut = d.number(1, len(names) - 1) if len(names) > 1 and d.maybe() else len(names)
    sides = [name for name, party in d.parties.items() if party["kind"] == "signatory"]
    for number, issues in enumerate(part for part in (names[:cut], names[cut:]) if part):
        signatories = d.some(sides, 2)
        text: Data = {"title": "Text", "main": number == 0, "signatories": signatories, "issues": issues}
        d.texts[f"text{number}"] = text | {"preamble": "Agreed:"}
        aides = [f"aide{side[-1]}" for side in signatories if f"aide{side[-1]}" in d.roles]
        if aides and d.maybe():
            d.texts[f"text{number}"]["signers"] = aides
        if d.maybe(4):
            vetoes = d.some(signatories)
            quorum = d.number(max(2, len(vetoes)), len(signatories))
            d.texts[f"text{number}"]["binding"] = {"vetoes": vetoes, "quorum": quorum}
    if "text1" in d.texts and d.maybe(3):
        one, other = d.one((("text0", "text1"), ("text1", "text0")))
        d.texts[one]["tied_to"] = [other]
    if "words" in d.issues:
        speaker, hearer = d.some(d.actors, 2, 2)
        spoken: Data = {"title": "Words", "kind": "understanding", "speaker": speaker, "hearer": hearer}
        d.texts["spoken"] = spoken | {"issues": ["words"], "preamble": "Said:"}


def write_ratification(d: Draft, ratified: list[str]) -> None:
    """Say who ratifies the texts for which the calendar has a place, and what reopening costs."""
    for name, text in d.texts.items():
        if "signatories" in text:
            text["reopening"] = rare_effects(d)
        if name in ratified:
            text["ratification"] = {
                party: _ratification(d, name, party) for party in d.some(text["signatories"], 1)
            }


def _ratification(d: Draft, text: str, party: str) -> Data:
    (signer,) = d.signers(text, [party])
    ratifier = d.roles[signer].get("principal", signer)
    found: Data = {"text": "Yes?", "withholding": rare_effects(d), "disowning": rare_effects(d)}
    return found | ({"needs": condition(d, role=ratifier)} if d.maybe(3) else {})


def conflicts(d: Draft) -> Data:
    """Return promises that contradict each other."""
    if len(d.texts) < 2:
        return {}
    return {f"conflict{n}": _conflict(d) for n in range(d.number(0, 2))}


def _conflict(d: Draft) -> Data:
    one, other = d.some(list(d.texts), 2, 2)
    promiser, injured = d.some(d.actors, 2, 2)
    return {
        "first": clause_is(d, d.texts[one]["issues"], plain=d.maybe())["clause"],
        "second": clause_is(d, d.texts[other]["issues"], plain=d.maybe())["clause"],
        "promiser": promiser,
        "injured": injured,
        "costs": effects(d, 1),
        "because": BECAUSE,
    }
