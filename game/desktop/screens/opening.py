"""Before the game: the shelf, the version and the part, the briefing.

Law of this file: nothing is asked that has only one answer.
"""

from collections.abc import Mapping

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.keeping import ShowSaves
from game.desktop.layout import Board
from game.desktop.scene import Press, Rect
from game.messages import text

Scrolls = Mapping[str, int]


RIVALS = {"": "usual", "diplomat:obliging": "obliging", "diplomat:patient": "patient", "linear": "plain"}
"""AI players for the other parts, with what names them; '' is the usual one."""


def middle(board: Board, width: float = 860) -> Rect:
    """Return the place of one sheet in the middle of the window, below the name of the game."""
    wide = min(board.size[0] - board.px(32), board.px(width))
    top = board.px(70)
    return Rect((board.size[0] - wide) // 2, top, wide, board.size[1] - top - board.px(20))


def header(board: Board, title: str, subtitle: str = "", *, over: bool = False) -> None:
    """Put the name of the game, or of a scenario, at the top, with the way to the settings.

    `over`: this lies over a screen already, so that there is no way on from here.
    """
    label = text("desktop/settings")
    wide = board.sets.width(label, "ui_bold") + board.px(24)
    x, most = board.px(26), board.size[0] - board.px(66) - wide
    style = next(
        (one for one in ("title", "heading", "bold") if board.sets.width(title, one) <= most), "small"
    )
    width = board.sets.width(title, style)
    board.line(Rect(x, board.px(12), most, board.px(40)), title, style, "desk_text")
    room = board.size[0] - x - width - board.px(190)
    if subtitle and board.sets.width(subtitle, "subtitle") <= room:
        place = Rect(x + width + board.px(14), board.px(26), room, board.px(24))
        board.line(place, subtitle, "subtitle", "desk_soft")
    if over:
        return
    height = board.sets.theme.target(32)
    rect = Rect(board.size[0] - wide - board.px(20), board.px(16), wide, height)
    tip = text("desktop/tip_settings", key=board.keys.get("settings", ""))
    board.put(Press(rect, "settings", ms.ShowSettings(True), "desk", (label,), tip=tip))


def title(board: Board, _screen: st.Title, _scrolls: Scrolls) -> None:
    """Show the name of the game."""
    header(board, text("desktop/name"), text("desktop/motto"))
    board.sheet(middle(board), text("face/shelf"))


def shelf(board: Board, screen: st.Shelf, scrolls: Scrolls) -> None:
    """Show what can be played, and the games that are kept."""
    header(board, text("desktop/name"), text("desktop/motto"))
    room = board.sheet(middle(board), text("face/shelf"))
    column = board.column(room)
    if not screen.learned:
        column.press(
            "learn", ms.Learn(), text("tutorial/entry"), text("tutorial/entry_note"), key="0", chosen=True
        )
        column.gap(12)
    if screen.saves:
        column.words(text("desktop/saves"), "bold")
        column.gap(4)
        for number, saved in enumerate(screen.saves):
            column.press(f"save-{number}", ms.GoOn(saved.path), saved.label)
    if screen.kept:
        column.gap(4)
        column.buttons([("all-games", ShowSaves(), text("desktop/all_games_button", count=screen.kept))])
    if screen.saves or screen.kept:
        column.gap(10)
    column.words(text("desktop/scenarios"), "bold")
    column.gap(4)
    for number, one in enumerate(screen.scenarios, start=1):
        label = text("face/shelf_item", title=one.title, minutes=one.minutes)
        note = f"{one.summary}\n{text('desktop/content', note=one.content_note)}"
        column.press(f"scenario-{one.name}", ms.PickScenario(one.name), label, note, key=str(number))
    if screen.learned:
        column.gap(8)
        column.press("learn", ms.Learn(), text("tutorial/entry_again"), key="0")
    board.scroll(room, "shelf", column, scrolls.get("shelf", 0))


def setup(board: Board, screen: st.Setup, scrolls: Scrolls) -> None:
    """Show the versions of a scenario, then the parts in it."""
    shelved = screen.shelved
    header(board, shelved.title)
    title = text("face/which_role" if screen.cut else "face/which_cut")
    room = board.sheet(middle(board), title)
    column = board.column(room)
    if screen.cut:
        for number, (role, name, party) in enumerate(shelved.roles, start=1):
            message: ms.Message = ms.Take(role) if screen.several else ms.PickRole(role)
            chosen = role in screen.taken
            column.press(f"role-{role}", message, name, party, key=str(number), chosen=chosen)
        column.gap(6)
        column.words(text("desktop/others_are_ai"), "italic", "soft")
        column.gap(4)
        for name, code in RIVALS.items():
            chosen = name == screen.rival
            column.press(f"rival-{code}", ms.PickRival(name), text(f"desktop/rival_{code}"), chosen=chosen)
        column.gap(6)
        column.press(
            "several", ms.Several(not screen.several), text("desktop/several"), chosen=screen.several
        )
        if screen.taken:
            column.gap(6)
            begin = text("desktop/begin_together", count=len(screen.taken))
            column.buttons([("begin", ms.BeginTogether(), begin)], primary="begin")
    else:
        for number, (cut, name, note) in enumerate(shelved.cuts, start=1):
            column.press(f"cut-{cut}", ms.PickCut(cut), name, note, key=str(number))
    column.gap(10)
    column.buttons([("back", ms.StepBack(), text("deciding/back"))])
    board.scroll(room, "setup", column, scrolls.get("setup", 0))


def reading(board: Board, screen: st.Reading, scrolls: Scrolls) -> None:
    """Show a page of the briefing."""
    title, lines = screen.pages[screen.number]
    header(board, screen.pages[0][0])
    where = text("desktop/page", number=screen.number + 1, of=len(screen.pages))
    room = board.sheet(
        middle(board), title if board.sets.width(title, "heading") < board.px(560) else "", where
    )
    foot = board.px(46)
    column = board.column(room)
    for line in lines:
        column.line(line)
    name = f"reading-{screen.number}"
    board.scroll(Rect(room.x, room.y, room.w, room.h - foot), name, column, scrolls.get(name, 0))
    last = screen.number + 1 == len(screen.pages)
    buttons = [("next", ms.Turn(1), text("desktop/begin" if last else "desktop/next"))]
    if screen.number:
        buttons.append(("back", ms.Turn(-1), text("deciding/back")))
    if not last:
        buttons.append(("skip", ms.Turn(0), text("desktop/skip")))
    below = board.column(room)
    below.buttons(buttons, primary="next")
    board.put(*[_placed(one, room.x, room.bottom - foot + board.px(8)) for one in below.elements])


def curtain(board: Board, screen: st.Curtain, _scrolls: Scrolls) -> None:
    """Show whose turn it is, and nothing else."""
    header(board, text("desktop/name"))
    room = board.sheet(middle(board, 640), text("desktop/curtain"))
    column = board.column(room)
    column.words(text("desktop/curtain_for", role=screen.role))
    column.gap(12)
    column.buttons([("lift", ms.Turn(1), text("desktop/lift", role=screen.role))], primary="lift")
    board.scroll(room, "curtain", column, 0)


def check(board: Board, screen: st.Check, scrolls: Scrolls) -> None:
    """Show a question about the briefing; once it is answered, whether that was right, and why."""
    header(board, text("desktop/check"))
    question = screen.questions[screen.number]
    where = text("desktop/page", number=screen.number + 1, of=len(screen.questions))
    room = board.sheet(middle(board), text("desktop/check"), where)
    column = board.column(room)
    column.words(question.ask, "bold")
    column.gap(6)
    for number, choice in enumerate(question.choices):
        chosen = number == screen.given
        column.press(f"answer-{number}", ms.Give(number), choice, key=str(number + 1), chosen=chosen)
    column.gap(6)
    if screen.given is None:
        column.buttons([("skip", ms.Turn(0), text("face/skip_check"))])
    else:
        right = question.choices[question.answer - 1]
        code = "right" if screen.given == question.answer - 1 else "wrong"
        column.words(text(f"face/{code}", right=right, because=question.because))
        column.gap(6)
        last = screen.number + 1 == len(screen.questions)
        column.buttons(
            [("next", ms.Turn(1), text("desktop/begin" if last else "desktop/next_question"))], primary="next"
        )
    name = f"check-{screen.number}"
    board.scroll(room, name, column, scrolls.get(name, 0))


def _placed(element: object, x: int, y: int) -> Press:
    assert isinstance(element, Press)
    return Press(element.rect.moved(x, y), element.id, element.message, element.kind, element.label)
