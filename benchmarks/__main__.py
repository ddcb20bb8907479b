"""`python -m benchmarks [group …]`: measure, print the table; a complete run is written down."""

import argparse
import sys

from benchmarks import loading, playing, starting
from benchmarks.environments import FOLDER
from benchmarks.measuring import Row, UnequalError, rows_text, table

GROUPS = {"playing": playing.rows, "loading": loading.rows, "starting": starting.rows}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", help=f"all, or some of: {', '.join(GROUPS)}")
    chosen = parser.parse_args().groups or list(GROUPS)
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
