"""The clocks of a group: how long its present step, or a turn at a meeting, may still take.

Law of this file: pure; whoever asks says what time it is, in seconds. A paused clock stands still.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

FOR_ALL = ""
"""Whose clock it is that runs for a whole group."""


@dataclass(frozen=True)
class StepClock:
    """A clock for one step.

    `ends`: when it runs out, None without a limit. `left`: seconds, while it is paused; -1 without a limit.
    """

    step: str = ""
    ends: float | None = None
    left: float | None = None

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
        return self.left is not None

    def of_step(self, step: str, minutes: int, now: float) -> "StepClock":
        """Return the clock for a step: the same if it is on already, else a new one."""
        if step == self.step:
            return self
        found = StepClock(step, now + 60 * minutes if minutes else None)
        return found.pause(now) if self.paused else found

    def pause(self, now: float) -> "StepClock":
        """Return it standing still."""
        if self.paused:
            return self
        return replace(self, ends=None, left=-1.0 if self.ends is None else max(0.0, self.ends - now))

    def go_on(self, now: float) -> "StepClock":
        """Return it running."""
        if self.left is None:
            return self
        return replace(self, ends=None if self.left < 0 else now + self.left, left=None)

    def longer(self, seconds: float, now: float) -> "StepClock":
        """Return it with more time (or less, but never less than none); one without a limit gets one."""
        if self.left is not None:
            return replace(self, left=max(0.0, max(0.0, self.left) + seconds))
        start = now if self.ends is None else max(self.ends, now)
        return replace(self, ends=max(now, start + seconds))

    def remaining(self, now: float) -> float | None:
        """Return the seconds left; None without a limit."""
        if self.left is not None:
            return None if self.left < 0 else self.left
        return None if self.ends is None else max(0.0, self.ends - now)

    def is_up(self, now: float) -> bool:
        """Return whether the time is up."""
        return self.left is None and self.ends is not None and now >= self.ends

    def after_absence(self, now: float, grace: float) -> "StepClock":
        """Return it as it goes on after the program was away: one that would have run out gets some grace."""
        if self.ends is None or self.ends >= now + grace:
            return self
        return replace(self, ends=now + grace)


Clocks = Mapping[str, StepClock]
"""The clocks of a group by role: at a meeting each turn has its own."""
STOPPED = StepClock(left=-1.0)


def clocks_of(old: Clocks, steps: Mapping[str, str], minutes: int, now: float, *, paused: bool) -> Clocks:
    """Return the clocks for what is on now: those that are on already go on, whatever others do."""
    fresh = STOPPED if paused else StepClock()
    return {role: old.get(role, fresh).of_step(step, minutes, now) for role, step in steps.items()}


def limits(clocks: Clocks) -> Clocks:
    """Return the clocks that run out."""
    return {role: one for role, one in clocks.items() if one.ends is not None or one.left not in (None, -1.0)}
