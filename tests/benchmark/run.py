"""The benchmark's one command: python tests/benchmark/run.py [--pairs N] [--quick] [--json FILE]."""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

import report
from measure import pin_to_one_cpu
from questions import SECTIONS, Measure
from workshop import Workshop

from secbc_cli.knowledge.locate import data_folder

PAIRS, QUICK_PAIRS = 20, 5


def main() -> None:
    """Measure, print and keep. Always leaves with 0: it reports, people judge."""
    chosen = _options()
    pairs = QUICK_PAIRS if chosen.quick else chosen.pairs
    cpu = pin_to_one_cpu()
    data = data_folder(chosen.data)
    facts = report.circumstances(cpu, pairs, sum(1 for _ in data.rglob("*.yaml")))
    print(report.preface(facts), flush=True)
    measured: list[tuple[str, list[report.Row]]] = []
    with tempfile.TemporaryDirectory(prefix="secbc-benchmark-") as folder:
        workshop = Workshop(Path(folder).resolve(), data)
        for name in chosen.only or SECTIONS:
            title, measure = SECTIONS[name]
            print(report.heading(title, ratios=name != "absolute"), flush=True)
            rows: list[report.Row] = []
            measured.append((title, rows))
            for row in _rows(measure, workshop, pairs):
                rows.append(row)
                print(row.line(), flush=True)
    if chosen.json:
        report.keep(chosen.json, facts, measured)


def _rows(measure: Measure, workshop: Workshop, pairs: int) -> Iterator[report.Row]:
    """The section's rows; where a program fails, why the rest is missing."""
    try:
        yield from measure(workshop, pairs)
    except RuntimeError as error:
        yield report.Remark("the rest of this section", f"not measured: {error}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="What secbc costs, as ratios of interleaved runs. Unix only."
    )
    parser.add_argument("--pairs", type=int, default=PAIRS, metavar="N", help=f"a row; {PAIRS} by default")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_PAIRS} pairs a row")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--data", metavar="DIR", help="another data folder than secbc's own")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures")
    return parser.parse_args()


if __name__ == "__main__":
    main()
