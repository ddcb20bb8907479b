"""Refusals: an illegal act changes nothing and is answered with a stable code and a sentence."""

from collections.abc import Mapping

from game.messages import text


class Refused(Exception):
    """An act was refused. `code` is stable; `values` fill the sentence."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values: Mapping[str, object] = values
        super().__init__(text(code, **values))

    @property
    def message(self) -> str:
        """The sentence for people."""
        return str(self)
