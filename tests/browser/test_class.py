"""A class in browsers, from joining to looking back, with lines, servers and devices that fail between."""

from collections.abc import Callable

from playwright.sync_api import Route, expect

from game.messages import text
from tests.browser.conftest import LAPTOP, PHONE, TABLET, Browse, Served
from tests.browser.persons import (
    acts,
    be_done,
    button,
    final,
    join,
    kept,
    pair,
    press,
    seq,
    settle,
    teach,
    to_table,
    waited_for,
)
from tests.session.classroom.classes import match_of

Serve = Callable[..., Served]


def test_a_lesson_from_joining_to_looking_back(serve: Serve, browse: Browse) -> None:
    """A teacher on a laptop, one student on a phone and one on a tablet; pages follow by themselves."""
    served = serve()
    teacher = teach(browse(LAPTOP), served)
    assert "key" not in teacher.url
    students = [join(browse(size), served, name) for size, name in ((PHONE, "Anna"), (TABLET, "Bo"))]
    for student in students:
        to_table(student, served)
        expect(student.get_by_role("heading", name=text("web/wait_title"))).to_be_visible()
    for name in ("Anna", "Bo"):
        expect(teacher.locator(".person.here", has_text=name)).to_be_visible()

    press(teacher, text("web/start"))
    for student in students:
        expect(student.locator("#turn-title")).to_be_visible()
    if served.room.register[1].role != served.room.seats[0]:
        students.reverse()
    moves = 0
    while not served.room.groups[1].ended:
        page = waited_for(students, served)
        be_done(page, served)
        moves += 1
        assert moves < 60
        settle(served)
    expect(teacher.locator("main")).to_contain_text(text("web/group_over"))
    for student in students:
        expect(student.get_by_role("link", name=text("web/look_back"))).to_be_visible()
        student.get_by_role("link", name=text("web/look_back")).click()
        expect(student.locator("details").first).to_be_visible()
    teacher.on("dialog", lambda dialog: dialog.accept())
    press(teacher, text("web/end"))
    expect(teacher.locator("header")).to_contain_text(text("web/phase_ended"))


def test_reloading_keeps_the_seat_and_what_was_typed(serve: Serve, browse: Browse) -> None:
    served = serve()
    page = browse()
    page.goto(served.address)
    page.get_by_label(text("web/your_name"), exact=True).first.fill("Anna")
    page.reload()
    expect(page.get_by_label(text("web/your_name"), exact=True).first).to_have_value("Anna")
    join(page, served, "Anna")
    page.goto(f"{served.address}/seat/notes")
    page.locator("textarea").fill("Half a thought")
    page.reload()
    expect(page.locator("textarea")).to_have_value("Half a thought")
    press(page, text("web/keep"))
    expect(kept(page)).to_be_visible()
    page.reload()
    expect(page.locator("textarea")).to_have_value("Half a thought")
    assert served.room.register[1].notes == "Half a thought"
    assert len(served.room.register.people) == 1


def test_pressing_join_twice_takes_one_seat(serve: Serve, browse: Browse) -> None:
    served = serve()
    page = browse()
    page.goto(f"{served.address}/?code={served.room.code}")
    page.get_by_label(text("web/your_name"), exact=True).first.fill("Anna")
    page.evaluate("const form = document.forms[0]; form.submit(); form.submit()")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Anna")
    assert len(served.room.register.people) == 1


def test_when_the_line_drops_the_page_says_so_and_goes_on(serve: Serve, browse: Browse) -> None:
    """What happens meanwhile is there when the line is back; what is typed stays."""
    served = serve()
    pages = pair([browse(), browse()], served)
    first = waited_for(pages, served)
    other = next(page for page in pages if page is not first)
    expect(other.locator("main")).to_have_attribute(
        "data-turn", "no" if len(match_of(served.room, 1).waiting()) == 1 else "yes"
    )
    other.context.set_offline(True)
    expect(other.locator("#line")).to_have_text(text("web/line_off"))
    before = other.locator("main").get_attribute("data-version")
    be_done(first, served)
    served.room.move_on([1])
    served.room.go_on(1)
    other.context.set_offline(False)
    expect(other.locator("#line")).to_be_hidden()
    version = str(other.request.get(f"{served.address}/poll?since=0&version=0").json()["version"])
    assert version != before
    expect(other.locator("main")).to_have_attribute("data-version", version)


def test_an_act_sent_into_a_dead_line_is_said_not_to_be_sent_and_then_sent_once(
    serve: Serve, browse: Browse
) -> None:
    served = serve()
    pages = pair([browse(), browse()], served)
    page = waited_for(pages, served)
    button(page, final(served)).wait_for()
    page.context.set_offline(True)
    button(page, final(served)).click()
    expect(page.locator("#line")).to_contain_text(text("web/unsent"))
    assert acts(served) == 0
    page.context.set_offline(False)
    expect(page.locator("#said, main button[value=yes]").first).to_be_visible()
    if button(page, "yes").count():
        button(page, "yes").click()
    expect(kept(page)).to_be_visible()
    assert acts(served) == 1


def test_an_act_whose_answer_is_lost_is_done_once_and_shown_as_kept(serve: Serve, browse: Browse) -> None:
    """The request arrives and the answer does not: the page sends again, and the class knows it."""
    served = serve()
    pages = pair([browse(), browse()], served)
    page = waited_for(pages, served)
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and len(lost) < 2:
            lost.append(str(route.fetch().status))
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/seat", lose)
    button(page, final(served)).click()
    expect(page.locator("#said, main button[value=yes]").first).to_be_visible()
    if button(page, "yes").count():
        button(page, "yes").click()
    expect(kept(page)).to_be_visible()
    assert lost == ["200", "200"]
    assert acts(served) == 1


def test_what_is_given_up_is_not_sent_later(serve: Serve, browse: Browse) -> None:
    served = serve()
    pages = pair([browse(), browse()], served)
    page = waited_for(pages, served)
    button(page, final(served)).wait_for()
    page.context.set_offline(True)
    button(page, final(served)).click()
    expect(page.locator("#line")).to_contain_text(text("web/unsent"))
    press(page, text("web/give_up"))
    expect(page.locator("#line")).to_have_text(text("web/given_up"))
    page.context.set_offline(False)
    expect(page.locator("#line")).to_be_hidden()
    assert acts(served) == 0
    be_done(page, served)


def test_a_server_that_goes_and_comes_back(serve: Serve, browse: Browse) -> None:
    """The program is ended and started: everybody is where they were, and nothing is to be done for it."""
    served = serve()
    pages = pair([browse(), browse()], served)
    first = waited_for(pages, served)
    first.goto(f"{served.address}/seat/notes")
    first.locator("textarea").fill("Typed before the crash")
    served.stop()
    for page in pages:
        expect(page.locator("#line")).to_have_text(text("web/line_off"))
    press(first, text("web/keep"))
    expect(first.locator("#line")).to_contain_text(text("web/unsent"))
    served.start()
    for page in pages:
        expect(page.locator("#line")).to_be_hidden()
    expect(kept(first)).to_be_visible()
    to_table(first, served)
    be_done(first, served)
    assert "Typed before the crash" in [one.notes for one in served.room.register.people.values()]


def test_a_second_device_by_code(serve: Serve, browse: Browse) -> None:
    """The old one is told at once; the new one is in the seat."""
    served = serve()
    old, new = join(browse(), served, "Anna"), browse(TABLET)
    back = old.locator(".bigcode").inner_text()
    to_table(old, served)
    new.goto(served.address)
    new.get_by_text(text("web/been_here")).click()
    new.get_by_label(text("web/return_code")).fill(back.lower())
    press(new, text("web/return_now"))
    expect(new.get_by_role("heading", level=1)).to_contain_text("Anna")
    expect(old.locator("#line")).to_have_text(text("web/gone"))
    old.reload()
    expect(old.get_by_role("heading", level=1)).to_have_text(text("web/gone_title"))
    assert len(served.room.register.people) == 1


def test_the_teacher_lets_somebody_in_at_the_door(serve: Serve, browse: Browse) -> None:
    served = serve()
    old, new, teacher = join(browse(), served, "Anna"), browse(), teach(browse(LAPTOP), served)
    new.goto(served.address)
    new.get_by_text(text("web/been_here")).click()
    new.get_by_label(text("web/lost_code")).fill("anna")
    press(new, text("web/ask_teacher"))
    expect(new.get_by_text(text("web/door_wait"))).to_be_visible()
    teacher.get_by_role("button", name=text("web/approve")).click()
    new.get_by_role("link", name=text("web/look_again")).click()
    press(new, text("web/door_in"))
    expect(new.get_by_role("heading", level=1)).to_contain_text("Anna")
    old.reload()
    expect(old.get_by_role("heading", level=1)).to_have_text(text("web/gone_title"))


def test_a_pause_and_an_ai_player(serve: Serve, browse: Browse) -> None:
    served = serve(desk_minutes=30, turn_minutes=30)
    teacher = teach(browse(LAPTOP), served)
    pages = pair([browse(), browse(TABLET)], served)
    page = waited_for(pages, served)
    expect(page.locator(".clock")).to_contain_text(":")
    expect(teacher.get_by_role("button", name=text("web/pause"), exact=True)).to_be_visible()
    press(teacher, text("web/pause"))
    expect(page.locator(".clock.paused")).to_be_visible()
    before = seq(served)
    button(page, final(served)).click()
    expect(page.locator("#said, main button[value=yes]").first).to_be_visible()
    if button(page, "yes").count():
        button(page, "yes").click()
    expect(page.locator("#said")).to_contain_text(text("session/class_paused"))
    assert seq(served) == before
    press(teacher, text("web/resume"))
    role = match_of(served.room, 1).waiting()[0]
    seat = teacher.locator("ul.seats li").nth(role)
    seat.get_by_role("button", name=text("web/to_ai")).click()
    expect(seat.get_by_role("button", name=text("web/give_back"))).to_be_visible()
    match = match_of(served.room, 1)
    assert match.seats[match.roles[role]] == "linear"
    expect(pages[role].locator("main")).to_have_attribute("data-turn", "no")
    expect(pages[role].locator("main")).to_contain_text(text("reading/note_left"))
    seat.get_by_role("button", name=text("web/give_back")).click()
    expect(seat.get_by_role("button", name=text("web/to_ai"))).to_be_visible()
    while role not in match.waiting():
        served.room.move_on([1])
        served.room.go_on(1)
    expect(pages[role].locator("main")).to_have_attribute("data-turn", "yes")


def test_whoever_reads_on_a_page_is_not_moved_by_what_others_do(serve: Serve, browse: Browse) -> None:
    """The focus stays where it was, if that is still there; else it goes to the heading."""
    served = serve()
    pages = pair([browse(PHONE), browse()], served)
    acting = waited_for(pages, served)
    (reading,) = [page for page in pages if page is not acting]
    link = reading.locator("main summary").first
    link.focus()
    before = reading.locator("main").get_attribute("data-version")
    be_done(acting, served)
    expect(reading.locator("main")).not_to_have_attribute("data-version", before or "")
    expect(link).to_be_focused()
    reading.evaluate("""() => { const gone = document.createElement("a"); gone.href = "/gone";
      gone.textContent = "Gone"; document.getElementById("main").append(gone); gone.focus(); }""")
    before = reading.locator("main").get_attribute("data-version")
    served.room.pause(True)
    expect(reading.locator("main")).not_to_have_attribute("data-version", before or "")
    expect(reading.locator("main h1").first).to_be_focused()


def test_two_on_one_seat_see_each_other_s_act(serve: Serve, browse: Browse) -> None:
    served = serve(per_seat=2)
    pages = [join(browse(), served, name) for name in "ABCD"]
    served.room.start()
    served.room.go_on(1)
    match = match_of(served.room, 1)
    role = match.roles[match.waiting()[0]]
    mine = [pages[one.id - 1] for one in served.room.register.at(1, role)]
    assert len(mine) == 2
    for page in mine:
        to_table(page, served)
    version = mine[1].locator("main").get_attribute("data-seen")
    assert version is not None
    be_done(mine[0], served)
    expect(mine[1].locator("main")).not_to_have_attribute("data-seen", version)
    assert acts(served) == 1


def test_eight_tabs_of_one_person_all_in_sight(serve: Serve, browse: Browse) -> None:
    """A browser has six lines to a class: if each tab held one, the seventh would never load."""
    served = serve()
    pages = pair([browse(), browse(LAPTOP)], served, start=False)
    tabs = [pages[0], *(pages[0].context.new_page() for _ in range(7))]
    for tab in tabs:
        to_table(tab, served)
        expect(tab.get_by_role("heading", name=text("web/wait_title"))).to_be_visible()
        assert not tab.evaluate("document.hidden")
    served.room.start()
    served.room.go_on(1)
    for tab in tabs:
        expect(tab.locator("#turn-title")).to_be_visible()
    mine, other = (tabs[0], tabs[5]) if 0 in match_of(served.room, 1).waiting() else (pages[1], tabs[5])
    before = other.locator("main").get_attribute("data-seen")
    assert before is not None
    be_done(mine, served)
    served.room.move_on([1])
    served.room.go_on(1)
    for tab in tabs:
        expect(tab.locator("main")).not_to_have_attribute("data-seen", before)


def test_tabs_that_nobody_sees_have_no_stream(serve: Serve, browse: Browse) -> None:
    served = serve()
    first = join(browse(), served, "Anna")
    first.context.add_init_script(HIDING)
    tabs = [first.context.new_page() for _ in range(8)]
    for place, tab in enumerate(tabs):
        if place:
            tabs[place - 1].evaluate("see(false)")
        tab.goto(f"{served.address}/seat")
    expect(tabs[-1].get_by_role("heading", name=text("web/wait_title"))).to_be_visible()
    served.room.start()
    served.room.go_on(1)
    expect(tabs[-1].locator("#turn-title")).to_be_visible()
    expect(tabs[0].get_by_role("heading", name=text("web/wait_title"))).to_be_visible()
    tabs[-1].evaluate("see(false)")
    tabs[0].evaluate("see(true)")
    expect(tabs[0].locator("#turn-title")).to_be_visible()


COUNTING = """
window.asked = 0;
const Old = EventSource;
window.EventSource = function (address) { window.asked++; return new Old(address); };
"""
HIDING = """
let hidden = false;
Object.defineProperty(document, "hidden", { get: () => hidden });
Object.defineProperty(document, "visibilityState", { get: () => (hidden ? "hidden" : "visible") });
window.see = (seen) => { hidden = !seen; document.dispatchEvent(new Event("visibilitychange")); };
"""


def test_after_a_sleep_of_ten_minutes(serve: Serve, browse: Browse) -> None:
    """The phone was in a pocket: its stream is dead and does not know it; the page asks again."""
    served = serve()
    page = browse()
    page.clock.install()
    join(page, served, "Anna")
    to_table(page, served)
    expect(page.get_by_role("heading", name=text("web/wait_title"))).to_be_visible()
    page.evaluate(COUNTING)
    page.clock.fast_forward("10:00")
    page.wait_for_function("window.asked > 0")
    served.room.start()
    served.room.go_on(1)
    expect(page.locator("#turn-title")).to_be_visible()


def test_nothing_is_fetched_from_elsewhere(serve: Serve, browse: Browse) -> None:
    served = serve()
    page = browse()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    join(page, served, "Anna")
    for path in ("/seat", "/seat/briefing", "/seat/notes", "/me"):
        page.goto(served.address + path)
    teach(browse(LAPTOP), served)
    assert asked
    assert all(url.startswith((served.address, "data:")) for url in asked)
