"""Words per CPU second of each stage, beside a baseline in the same run; start-up of the command line."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.data import Row, write_reports

if TYPE_CHECKING:
    from onrecord.model import Statement
    from onrecord.statements.draft import Draft

WORD = re.compile(r"\w+")
SAID = "The mayor of Skarrow said on Friday that the gate would be rebuilt by spring. “It leaks,” she said."


def cpu_seconds(work: Callable[[], Any], times: int = 3) -> float:
    """Give the least CPU time of some runs of one function, in seconds."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def measure_stages(work: Path) -> Row:
    """Time reading, statements and people on PolNeAR dev, and a pass of a regular expression over the same words."""
    from onrecord.model import Report
    from onrecord.people import attribute
    from onrecord.read import read_sources
    from onrecord.statements import find_statements
    from onrecord.statements.find import tellings_of
    from onrecord.statements.occasions import occasions_of

    path = str(write_reports(work / "polnear.jsonl", "polnear-dev.jsonl.gz"))
    reports = [item for item in read_sources([path]) if isinstance(item, Report)]
    found = [find_statements(report) for report in reports]
    words = sum(len(report.text.split()) for report in reports)
    tellings = [
        tellings_of(report.text, [_draft(each) for each in statements])
        for report, statements in zip(reports, found, strict=True)
    ]

    def drain(values: Iterable[Any]) -> None:
        for _ in values:
            pass

    stages: dict[str, Callable[[], None]] = {
        "baseline (find all words)": lambda: drain(WORD.findall(report.text) for report in reports),
        "read": lambda: drain(read_sources([path])),
        "statements, by rule": lambda: drain(find_statements(report, fast=True) for report in reports),
        "statements": lambda: drain(find_statements(report) for report in reports),
        "people": lambda: drain(attribute(*pair) for pair in zip(reports, found, strict=True)),
        "occasions, a part of statements": lambda: drain(
            occasions_of(*pair) for pair in zip(reports, tellings, strict=True)
        ),
    }
    spent = {name: cpu_seconds(stage) for name, stage in stages.items()}
    base = spent["baseline (find all words)"]
    rows: Row = {
        name: {"words_per_cpu_second": round(words / seconds), "times_baseline": round(seconds / base, 1)}
        for name, seconds in spent.items()
    }
    whole = spent["read"] + spent["statements"] + spent["people"]
    rows["the three together"] = {
        "words_per_cpu_second": round(words / whole),
        "times_baseline": round(whole / base, 1),
    }
    return rows


def _draft(statement: "Statement") -> "Draft":
    from onrecord.statements.draft import Draft

    return Draft(
        form=statement.form,
        content=list(statement.content),
        quoted=list(statement.quoted),
        cue=list(statement.cue),
        source=list(statement.source),
    )


def child_cpu(command: list[str]) -> float:
    """Give the CPU time of a command with all that it starts, in seconds."""
    return child_usage(command)[0]


# A process of its own between us and the command: a child counts the memory of the one that started it as its own.
USAGE = """
import os, subprocess, sys
with subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
print(child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)
"""


def child_usage(command: list[str]) -> tuple[float, int]:
    """Give the CPU time of a command, in seconds, and the most memory it held, in MB (Linux only)."""
    done = subprocess.run([sys.executable, "-S", "-c", USAGE, *command], capture_output=True, check=True, text=True)
    code, spent, memory = done.stdout.split()
    if code not in ("0", "1"):
        raise SystemExit(f"{' '.join(command)}: exit code {code}")
    return float(spent), int(memory)


def measure_commands(work: Path) -> Row:
    """Time whole commands, start-up included: ``--help`` beside a bare interpreter, ``statements`` over PolNeAR dev."""
    reports = write_reports(work / "polnear.jsonl", "polnear-dev.jsonl.gz")
    words = sum(len(line.split()) for line in reports.read_text(encoding="utf-8").splitlines())
    one = work / "one.txt"
    one.write_text("“It leaks,” Ana Ruiz said.\n", encoding="utf-8")
    bare = min(child_cpu([sys.executable, "-c", "pass"]) for _ in range(5))
    rows: Row = {"bare interpreter": {"cpu_seconds": round(bare, 3)}}
    for name, arguments, times in (
        ("--help", ["--help"], 5),
        ("statements, one sentence", ["statements", "-q", str(one)], 3),
        ("statements --fast, one sentence", ["statements", "-q", "--fast", str(one)], 3),
    ):
        spent, memory = min(child_usage([sys.executable, "-m", "onrecord", *arguments]) for _ in range(times))
        rows[name] = {"cpu_seconds": round(spent, 3), "times_bare": round(spent / bare, 1), "peak_mb": memory}
    for name, options in (("statements", []), ("statements --fast", ["--fast"])):
        command = [sys.executable, "-m", "onrecord", "statements", "-q", *options, str(reports)]
        spent, memory = min(child_usage(command) for _ in range(3))
        rows[name] = {"cpu_seconds": round(spent, 2), "words_per_cpu_second": round(words / spent), "peak_mb": memory}
    return rows


def measure_long_texts(work: Path) -> Row:
    """Time ``statements`` over a text of 20,000 words and one ten times as long, in many paragraphs and in one."""
    rows: Row = {}
    for name, gap in (("with paragraphs", "\n\n"), ("one paragraph", " ")):
        for words in (20_000, 200_000):
            path = work / "long.txt"
            path.write_text(gap.join([SAID] * (words // len(SAID.split()))), encoding="utf-8")
            spent, memory = child_usage([sys.executable, "-m", "onrecord", "statements", "-q", str(path)])
            rows[f"{words} words, {name}"] = {"cpu_seconds": round(spent, 1), "peak_mb": memory}
    return rows


SPEED: dict[str, Callable[[Path], Row]] = {
    "stages": measure_stages,
    "commands": measure_commands,
    "long-texts": measure_long_texts,
}
