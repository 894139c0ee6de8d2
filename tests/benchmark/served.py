"""The stand-in for the registry as a process of its own, with as many studies as the benchmark wants.

Its first line is the address. Each line that it reads is answered with how many requests have come; it
ends with its input, so that none is left behind. Every study is one of metastatic breast cancer.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.registry.documents import FIRST, Document, documents
from tests.registry.fields import put
from tests.registry.server import Registry


def studies(count: int, samples: Path | None, statuses: dict[str, str]) -> Iterator[Document]:
    """So many studies: invented, or those of a folder again and again.

    The first have the numbers of `statuses` and stand as it says; the others have invented numbers.
    """
    numbers = [*statuses, *(f"NCT{FIRST + number:08}" for number in range(count - len(statuses)))]
    for nct, made in zip(numbers[:count], _from(samples) if samples else documents(count), strict=False):
        put(made, "NCTId", nct)
        put(made, "NCTIdAlias", None)
        put(made, "Condition", ["Metastatic Breast Cancer"])
        if statuses.get(nct):
            put(made, "OverallStatus", statuses[nct])
        yield made


def _from(samples: Path) -> Iterator[Document]:
    texts = [file.read_bytes() for file in sorted(samples.glob("*.json"))]
    while True:
        yield from map(json.loads, texts)


def _off_our_cpu() -> None:
    """The benchmark keeps to one CPU; its registry works on the others, where there are any."""
    if hasattr(os, "sched_setaffinity"):
        others = set(range(os.cpu_count() or 1)) - os.sched_getaffinity(0)
        with suppress(OSError):  # none, or none that we may use
            os.sched_setaffinity(0, others)


def main() -> None:
    """Serve until the input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, required=True, metavar="N")
    parser.add_argument("--samples", type=Path, metavar="DIR")
    parser.add_argument("--statuses", type=json.loads, default={}, metavar="JSON")
    words = parser.parse_args()
    _off_our_cpu()
    with Registry(studies(words.documents, words.samples, words.statuses), gzip=False) as registry:
        registry.warm("ConditionSearch")
        print(registry.url, flush=True)
        for _ in sys.stdin:
            print(len(registry.log), flush=True)


if __name__ == "__main__":
    main()
