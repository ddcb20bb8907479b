"""Make assets/fonts anew: join the fonts' per-script files, cut the Chinese one down, list what was made.

Needs fontTools with brotli, which the game does not, and three sources (versions as in assets/README.md):

1. in an empty folder, `npm install @fontsource/spectral @fontsource/old-standard-tt @fontsource/noto-sans
   @fontsource/noto-sans-mono @fontsource/courier-prime`: each face as WOFF2, one file a script;
2. Debian's package fonts-noto-cjk, unpacked with `dpkg-deb -x`: the Chinese face.

    python tools/fonts.py NODE_MODULES UNPACKED

What is made depends on its sources only: made again, each file has the hash that assets/README.md names.
Traditional Mongolian is not there: nothing in the game is written in it.
"""

import gzip
import hashlib
import re
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.merge import Options as MergeOptions
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "assets" / "fonts"
README = ROOT / "assets" / "README.md"
SCRIPTS = ("latin", "cyrillic", "latin-ext", "cyrillic-ext")
FACES = {
    "spectral": ("400-normal", "600-normal", "400-italic"),
    "old-standard-tt": ("400-normal", "700-normal", "400-italic"),
    "noto-sans": ("400-normal", "600-normal"),
    "courier-prime": ("400-normal",),
    "noto-sans-mono": ("400-normal",),
}
FEATURES = ["kern", "mark", "mkmk", "locl", "ccmp", "liga"]

# The collection's fonts hold the same characters and differ in how these are drawn: 2 as in mainland China,
# 3 as in Taiwan. Names of 1945 are in the older forms, which 3 draws as they were printed.
CJK = "usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
CJK_NUMBER = 3
CJK_FILE = "noto-serif-tc-used.otf"
# Beside what the scenarios use: the treaty's title, what is on the table, places on the map, and both ways
# to write Stalin.
MORE_HAN = (
    "中蘇友好同盟條約 史達林 斯大林 外蒙古 大連 旅順 中長鐵路 新疆 "
    "滿洲 內蒙古 朝鮮 迪化 伊寧 北平 瀋陽 長春 哈爾濱"
)
HAN = re.compile(r"[\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff5e]")


def main(npm: Path, debian: Path) -> None:
    """Write every font with its licence, and the table of assets/README.md."""
    FONTS.mkdir(parents=True, exist_ok=True)
    rows = []
    for package, styles in FACES.items():
        source = npm / "@fontsource" / package
        version = re.search(r'"version": "([^"]+)"', (source / "package.json").read_text("utf-8"))
        origin = (
            f"npm `@fontsource/{package}` {version[1] if version else sys.exit(f'no version in {source}')}"
        )
        licence = f"OFL-{package}.txt"
        (FONTS / licence).write_text((source / "LICENSE").read_text("utf-8"), encoding="utf-8", newline="\n")
        for style in styles:
            data = joined(source / "files", package, style)
            rows.append(row(f"{package}-{style}.ttf", data, licence, origin))
    rows.append(chinese(debian))
    list_in_readme(rows)


def joined(folder: Path, package: str, style: str) -> bytes:
    """Return one TTF of the scripts' files of a face, each character taken from the first that has it."""
    seen: set[int] = set()
    with tempfile.TemporaryDirectory() as made:
        parts = []
        for script in SCRIPTS:
            path = folder / f"{package}-{script}-{style}.woff2"
            if not path.exists():
                continue
            font = TTFont(path, recalcTimestamp=False)
            keep = set(font.getBestCmap()) - seen
            seen |= keep
            cut_down(font, keep, FEATURES)
            font.flavor = None
            parts.append(f"{made}/{script}.ttf")
            font.save(parts[-1])
        stamp = TTFont(parts[0])["head"].created
        whole = Merger(options=MergeOptions(drop_tables=["vhea", "vmtx", "STAT", "DSIG"])).merge(parts)
    return saved(whole, stamp)


def cut_down(font: TTFont, keep: set[int], features: list[str]) -> None:
    """Leave only the characters of `keep` in a font, with its names and its box for what is missing."""
    options = subset.Options()
    options.layout_features = features
    options.name_IDs = ["*"]
    options.hinting = False
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=keep)
    cutter.subset(font)


def saved(font: TTFont, stamp: int) -> bytes:
    """Return a font's bytes with the time stamp of its source, so that they are the same each time."""
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = stamp
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def chinese(debian: Path) -> str:
    """Write the Chinese subset, and its licence under its owner's name; return its row."""
    font = TTFont(debian / CJK, fontNumber=CJK_NUMBER, recalcTimestamp=False)
    stamp = font["head"].created
    used = {ord(char) for char in han_used()}
    if missing := sorted(used - set(font.getBestCmap())):
        sys.exit(f"{CJK} lacks {''.join(map(chr, missing))}")
    cut_down(font, used, ["kern", "locl", "vert"])
    owner = font["name"].getDebugName(0)
    terms = (FONTS / "OFL-noto-sans.txt").read_text("utf-8").partition("\n\n")[2]
    (FONTS / "OFL-noto-serif-tc.txt").write_text(f"{owner}\n\n{terms}", encoding="utf-8", newline="\n")
    packed = (debian / "usr/share/doc/fonts-noto-cjk/changelog.Debian.gz").read_bytes()
    version = gzip.decompress(packed).decode("utf-8").partition("(")[2].partition(")")[0]
    origin = f"Debian `fonts-noto-cjk` {version}, font {CJK_NUMBER} of NotoSerifCJK-Regular.ttc"
    return row(CJK_FILE, saved(font, stamp), "OFL-noto-serif-tc.txt", origin)


def han_used() -> set[str]:
    """Return every Han character of the scenarios and of MORE_HAN, with the punctuation beside them."""
    files = [path for path in (ROOT / "scenarios").rglob("*") if path.suffix in {".md", ".yaml"}]
    return set(HAN.findall(MORE_HAN + "".join(path.read_text("utf-8") for path in sorted(files))))


def row(name: str, data: bytes, licence: str, origin: str) -> str:
    """Write a font, and return its line of the table."""
    (FONTS / name).write_bytes(data)
    names = TTFont(BytesIO(data))["name"]
    version = str(names.getDebugName(5)).split(";")[0].removeprefix("Version ")
    print(f"{name}: {len(data) / 1000:.0f} kB")
    return f"| `fonts/{name}` | {version} | `{hashlib.sha256(data).hexdigest()}` | `{licence}` | {origin} |"


def list_in_readme(rows: list[str]) -> None:
    """Put the rows where assets/README.md has its table of fonts."""
    head = ["| file | version | SHA-256 | licence | origin |", "|---|---|---|---|---|"]
    words = README.read_text("utf-8")
    start, end = words.index("<!-- fonts -->"), words.index("<!-- /fonts -->")
    table = "\n".join(["<!-- fonts -->", *head, *rows, ""])
    README.write_text(words[:start] + table + words[end:], encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
