"""`python -m benchmarks [--long] [group …]`: measure, print the table; a complete run is written down.

The long groups take minutes. They run with `--long`, or when they are named; only a run with
them is complete, so that all figures written down are of one run.
"""

import argparse
import sys

from benchmarks import loading, outcomes, playing, starting, window
from benchmarks.classroom import rows as classroom
from benchmarks.environments import FOLDER
from benchmarks.measuring import Row, UnequalError, rows_text, table

GROUPS = {
    "playing": playing.rows,
    "loading": loading.rows,
    "starting": starting.rows,
    "window": window.rows,
    "outcomes": outcomes.rows,
    "classroom": classroom.rows,
    "outcomes-negmas": outcomes.long_rows,
    "classroom-long": classroom.long_rows,
}
LONG = {"outcomes-negmas", "classroom-long"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", help=f"all, or some of: {', '.join(GROUPS)}")
    parser.add_argument("--long", action="store_true", help=f"also: {', '.join(sorted(LONG))}")
    asked = parser.parse_args()
    chosen = asked.groups or [name for name in GROUPS if asked.long or name not in LONG]
    unknown = set(chosen) - set(GROUPS)
    if unknown:
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    rows: list[Row] = []
    try:
        for group in chosen:
            rows.extend(GROUPS[group]())
    except UnequalError as error:
        sys.exit(f"No figures: {error}")
    print(table(rows))
    if set(chosen) == set(GROUPS):
        (FOLDER / "latest.json").write_text(rows_text(rows), "utf-8")


if __name__ == "__main__":
    main()
