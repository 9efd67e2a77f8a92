"""The check on a list in parts, on an engine for large data: `python -m publish.partitions FOLDER [ROWS] [PARTS]`.

Writes a generated list into part files, checks every part on Dask, checks the whole list in one go, and compares the
flags creator by creator. Needs `pip install dask` beside the engine; nothing else of this project uses it.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path

from micromega.shortlist.partition import Checked, Checker
from publish.exercise_lists import long_list

PLAN = {"today": "2026-11-22", "audience": "regional"}


def write_parts(folder: Path, rows: int, parts: int) -> list[Path]:
    """A generated list in so many files, each with the header."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for part in range(parts):
        path = folder / f"creators-{part:04}.csv"
        count = rows // parts + (part < rows % parts)
        path.write_text(long_list(count, seed=part, first=part * rows), encoding="utf-8")
        files.append(path)
    return files


def read_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a file, header first."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


def check_file(path: Path, checker: Checker) -> list[Checked]:
    """What Dask runs: the check of one part."""
    return checker.check(list(read_rows(path))[1:])


def on_dask(files: list[Path], checker: Checker) -> list[list[Checked]]:
    """The check of every part, in as many processes as there are cores."""
    dask, bag = import_module("dask"), import_module("dask.bag")
    with dask.config.set(scheduler="processes"):
        found: list[list[Checked]] = bag.from_sequence(files, npartitions=len(files)).map(check_file, checker).compute()
    return found


def in_one_go(files: list[Path], checker: Checker) -> list[Checked]:
    """The check of the whole list, with the rows of all parts one after the other."""
    rows = [row for path in files for row in islice(read_rows(path), 1, None)]
    return checker.check(rows)


def main(argv: list[str]) -> int:
    """Print how long each way took and whether the flags are the same; 1 says that they are not."""
    folder = Path(argv[0])
    rows, parts = (int(argv[1]) if len(argv) > 1 else 1_000_000), (int(argv[2]) if len(argv) > 2 else 40)
    files = write_parts(folder, rows, parts)
    checker = Checker(list(islice(read_rows(files[0]), 20_000)), **PLAN)
    start = time.perf_counter()
    by_part = on_dask(files, checker)
    dask_took = time.perf_counter() - start
    start = time.perf_counter()
    whole = in_one_go(files, checker)
    whole_took = time.perf_counter() - start
    parted = [each for part in by_part for each in part]
    same = [each[1:] for each in parted] == [each[1:] for each in whole]  # all but the row, which starts anew in a part
    checked, flagged = len(parted), sum(bool(each.flags) for each in parted)
    print(f"{rows:,} rows in {parts} parts: {checked:,} creators checked, {flagged:,} with something to look at.")
    print(f"On Dask {dask_took:.1f} s, in one go {whole_took:.1f} s.")
    print("The flags are the same, creator by creator." if same else "The flags DIFFER.")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
