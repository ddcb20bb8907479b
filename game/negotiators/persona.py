"""What sets one diplomat apart from another.

Law of this file: plain numbers; what they do is said where they are used.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Persona:
    """A character.

    `patience`: how late it gives way (the power of time). `bluff`: how much of what it hopes a last demand
    would bring, in percent, it wants to be offered before it takes the sure thing. `trust`: how far it
    believes what others threaten or promise, in percent. `attention`: how many of each side's latest
    different offers it learns from.
    """

    name: str
    patience: int = 4
    bluff: int = 40
    trust: int = 50
    attention: int = 12


PERSONAS = {
    one.name: one
    for one in (
        Persona("diplomat"),
        Persona("diplomat:patient", patience=6, bluff=70, trust=30),
        Persona("diplomat:obliging", patience=2, bluff=15, trust=80),
    )
}
"""The characters one can play against, by the name of their player."""
