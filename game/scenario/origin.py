"""Where a converted scenario comes from: what its points stand for, so that it converts back exactly."""

from typing import Annotated

from pydantic import Field, StringConstraints

from game.scenario.base import IssueRef, Part, RoleRef, Whole

Exact = Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?$", max_length=200)]
"""A number as a text: a decimal, or a fraction such as `1/3`."""

Factor = Annotated[
    str,
    StringConstraints(
        pattern=r"^([1-9][0-9]*(\.[0-9]+|/[1-9][0-9]*)?|0\.[0-9]*[1-9][0-9]*)$", max_length=200
    ),
]
"""Such a number above 0."""


class Measure(Part):
    """How one role's points were made from the numbers of a table or a profile."""

    times: Factor = Field(description="What the numbers were multiplied by.")
    plus: Whole = Field(0, description="What was added to every option of the issue `shifted`.")
    points: dict[IssueRef, dict[str, Exact]] = Field(
        default_factory=dict,
        description="The numbers by issue and option, where points had to be rounded;"
        " a point that has been changed since stands for itself.",
    )
    walkaway: Exact | None = Field(None, description="The walk-away's number, where it had to be rounded.")
    discount: Exact | None = Field(None, description="The discount factor of a Genius profile.")


class Origin(Part):
    """What a converted scenario was made from."""

    shifted: IssueRef = Field(description="The issue whose points carry what was added.")
    roles: dict[RoleRef, Measure] = Field(description="By role, how its points were made.")
