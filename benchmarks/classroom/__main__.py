"""`python -m benchmarks.classroom --students N --seconds S --kills K --json`: a class under load."""

import argparse
import json
import sys

from benchmarks.classroom.running import Plan, run
from benchmarks.measuring import UnavailableError


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.classroom", description=__doc__)
    parser.add_argument("--students", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long they play")
    parser.add_argument("--kills", type=int, default=0, help="how often the server is killed meanwhile")
    parser.add_argument(
        "--pace", type=float, default=0.0, help="seconds between the deeds of one; 0: at once"
    )
    parser.add_argument("--arriving", type=float, default=0.0, help="seconds within which all join")
    parser.add_argument("--seed", type=int, default=1945, help="of the moments of the kills")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    asked = vars(parser.parse_args())
    as_json = asked.pop("json")
    try:
        report = run(Plan(**asked)).as_json()
    except UnavailableError as error:
        sys.exit(f"No figures: {error}")
    if as_json:
        print(json.dumps(report))
    else:
        for name, value in report.items():
            print(f"{name:>14}  {value}")
    sys.exit(bool(report["lost"] or report["doubled"] or report["unheard"] or report["problems"]))


if __name__ == "__main__":
    main()
