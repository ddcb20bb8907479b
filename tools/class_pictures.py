"""Draw the classroom in a browser: `class_pictures.py FOLDER`; three of the pictures go to docs/pictures."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "docs" / "pictures"
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PHONE, WIDE = (390, 780), (1280, 800)
ROUNDS = 40
KEPT_ONES = ("table", "teacher", "maps")
BACK = {"debrief": "", "maps": "/chapter/maps", "possible": "/chapter/possible", "replay": "/replay"}
PROPOSE = "button.choice:has-text('Propose a package')"


@contextmanager
def hosted(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Host a class of Moscow; give its address, code and the teacher's key."""
    command = [
        str(Path(sys.executable).with_name("kherem")),
        "host",
        "moscow-1945",
        "--cut",
        "45",
        "--groups",
        "3",
    ]
    command += ["--bind", "127.0.0.1", "--port", "0", "--no-browser", "--db", str(folder / "class.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        try:
            assert program.stdout is not None
            said = ""
            while "key=" not in said:
                said += program.stdout.readline()
            found = re.search(r"open  (\S+)  and type the code  (\w+)", said)
            key = re.search(r"key=(\S+)", said)
            assert found is not None
            assert key is not None
            yield found[1], found[2], key[1]
        finally:
            program.terminate()


def main(folder: Path) -> None:
    """Draw every page at the sizes it is for."""
    folder.mkdir(parents=True, exist_ok=True)
    browser_path = subprocess.run([ROOT / "tools" / "browser"], capture_output=True, text=True, check=True)
    with TemporaryDirectory() as home, hosted(Path(home)) as (address, code, key), sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=browser_path.stdout.strip(), args=ARGUMENTS)
        for name, page in pages(browser, address, code, key):
            page.screenshot(path=folder / f"class-{name}.png")
            if name in KEPT_ONES:
                page.screenshot(path=KEPT / f"class-{name}.png")
        browser.close()


def pages(browser: Browser, address: str, code: str, key: str) -> Iterator[tuple[str, Page]]:
    """Let two students and a teacher play; yield what is to be drawn."""
    teacher = opened(browser, WIDE)
    teacher.goto(f"{address}/teacher#key={key}")
    teacher.wait_for_selector("button[value=start]")
    students = [opened(browser, PHONE) for _ in range(5)]
    for student, name in zip(students, ("Ann", "Bat", "Chen", "Daria", "Emil"), strict=True):
        student.goto(f"{address}/?code={code}")
        student.fill("form[action='/join'] input[name=name]", name)
        if name == "Ann":
            yield "front", student
        student.click("form[action='/join'] button")
        student.wait_for_selector(".bigcode")
    yield "welcome", students[0]
    students[0].goto(f"{address}/seat/briefing")
    yield "briefing", students[0]
    teacher.click("button[value=start]")
    teacher.wait_for_selector("button[value=pause]")
    for student in students:
        student.goto(f"{address}/seat")
    yield "desk", students[0]
    song = next(one for one in students if "Chinese delegation" in one.inner_text("header"))
    for role in ("stalin", "chiang", "choibalsan"):
        teacher.click(f"form:has(input[value='1/{role}']) button[value=to_ai]")
        teacher.wait_for_selector(f"form:has(input[value='1/{role}']) button[value=give_back]")
    to_an_offer(song)
    yield "table", song
    song.click(PROPOSE)
    song.wait_for_selector("#worth")
    yield "package", song
    song.goto(f"{address}/seat/map")
    yield "map", song
    teacher.reload()
    yield "teacher", teacher
    teacher.goto(f"{address}/teacher/projector")
    yield "projector", teacher
    teacher.goto(f"{address}/teacher")
    teacher.click("button[value=end]")
    teacher.wait_for_selector("button[value=end]", state="detached")
    teacher.goto(f"{address}/teacher/group/1/debrief")
    for name, path in BACK.items():
        teacher.goto(f"{address}/teacher/group/1/debrief{path}")
        yield name, teacher


def opened(browser: Browser, size: tuple[int, int]) -> Page:
    """Return a page of somebody of their own."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    return context.new_page()


def to_an_offer(song: Page) -> None:
    """Play until the Chinese delegation can answer with a package."""
    for _ in range(ROUNDS):
        if song.query_selector(PROPOSE) is not None and song.query_selector("td") is not None:
            return
        press(song)
        song.wait_for_timeout(300)
    raise AssertionError("an offer comes")


def press(student: Page) -> None:
    """Press what is usual; nothing where it is not their turn, or no longer."""
    button = student.locator("button.usual, .turn button.primary[name=do]").first
    if button.count():
        with suppress(TooLate):  # the page has gone on meanwhile
            button.click(timeout=1000)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
