"""The coach in the window: what it can see of the screen, and how what it says moves on.

Law of this file: pure. The steps are presentation's; here are only the facts a window adds.
"""

from dataclasses import replace

from game.desktop import state as st
from game.presentation.coaching import Coaching, Lesson, Step, followed, step_said, understood, words_said

ENDS_BRIEFING = "at:aims"


def coached(app: st.App) -> st.App:
    """Return the state with the coach gone on to what it shows now."""
    facts = facts_on(app.screen)
    if app.coach is None or facts is None:
        return app
    return replace(app, coach=followed(app.coach, facts))


def noted(app: st.App) -> st.App:
    """Return the state once the player has understood what the coach says."""
    facts = facts_on(app.screen)
    if app.coach is None or facts is None:
        return app
    return replace(app, coach=understood(app.coach, facts))


def hidden(app: st.App) -> st.App:
    """Return the state with the coach hidden, or called back."""
    if app.coach is None:
        return app
    return replace(app, coach=replace(app.coach, shown=not app.coach.shown))


def opened(app: st.App) -> st.App:
    """Return the state with what the coach says read at its full length, or closed again."""
    if app.coach is None:
        return app
    return replace(app, coach=replace(app.coach, opened=not app.coach.opened))


def said_on(app: st.App, coach: Coaching) -> tuple[Step | None, str, str]:
    """Return the step that is said, in a few words, and why it matters."""
    step = step_said(coach)
    return step, *words_said(step, _lesson(app.screen).values)


def facts_on(screen: st.Screen) -> frozenset[str] | None:
    """Return what the coach sees of a screen; None while there is nothing new to see."""
    match screen:
        case st.Reading(pages=pages, number=number):
            return frozenset({ENDS_BRIEFING if number + 1 == len(pages) else "at:briefing"})
        case st.Check():
            return frozenset({"at:check"})
        case st.Playing(shot=shot) if shot is not None and not screen.thinking:
            return shot.lesson.facts | _doing(screen)
        case st.Aftermath():
            return frozenset({"at:aftermath"})
        case st.Ended():
            return screen.lesson.facts
        case _:
            return None


def _lesson(screen: st.Screen) -> Lesson:
    shot = screen.shot if isinstance(screen, st.Playing) else None
    return shot.lesson if shot is not None else Lesson()


def _doing(playing: st.Playing) -> frozenset[str]:
    """Return what the player is about: at the menu, or which act is being put together."""
    question = playing.question
    if question is None or playing.choice is None:
        return frozenset({"free", "words-wait"} if playing.said else {"free"})
    found = {f"asks:{playing.choice.kind}"}
    if question.kind == "confirm":
        found.add("asks:confirm")
    elif playing.choice.kind == "propose":
        top = any("start" in item.words for item in question.items)
        found.add("asks:package" if top else "asks:option")
    return frozenset(found)
