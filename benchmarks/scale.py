"""What a large record costs: the chain over the development reports, and its growth with reports made of them.

``python -m benchmarks.scale 1000 3000`` measures the growth over other sizes than the benchmark does.
"""

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from calendar import day_abbr, day_name, month_abbr, month_name
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from itertools import count, islice
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from benchmarks.data import Row, write_reports

if TYPE_CHECKING:
    from onrecord.model import Attribution, Finding, Period, Report, Statement

SETS = ("stories-dev.jsonl", "copies-reports-dev.jsonl")
SIZES = (1_000, 3_000, 10_000, 30_000)
STAGES = (
    "cluster", "identify", "find_reuse", "find_families", "collate_utterances", "compare_figures", "time_line",
    "attest", "dated_by_others",
)  # fmt: skip
DAYS = 7  # between a copy and the next one: the days of the week stay
COMMON = 0.03  # of the reports print a word, from which on it stays
LONGEST_RUN = 6  # words in a row that all copies share; of longer words half as many
LETTERS = re.compile(r"[^\W\d_]+")
VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"


# --- reports made of others ------------------------------------------------------------------------------------------


class Maker:
    """Makes any number of findings of a few: copy after copy, each in its own words and its own week.

    A copy has the length and the places of what it is made of, so that nothing needs to be read again. Names are other
    names in each copy (given names, titles and agencies stay), rarer words come back after some copies, each word
    after another number of them, and in a run of common words one is altered, so that two copies are neither one event
    nor one text nor one person's words. All else is as it was: how much reports of one event have in common, how often
    they copy one another, quote one speaker, state figures and days. What is not modelled: places and speakers that
    are in the news all the time (but for those called by given names alone, who speak in every copy), events that go
    on for longer than the development reports tell of them, and months printed in a text, which stay where its day of
    publication moves.
    """

    def __init__(self, base: Sequence["Finding"]) -> None:
        from onrecord.text.names import GIVEN, TITLES

        agencies = files("onrecord.stories").joinpath("agencies.tsv").read_text(encoding="utf-8")
        calendar = (*month_name, *month_abbr, *day_name, *day_abbr)
        printed: Counter[str] = Counter()
        capital: Counter[str] = Counter()
        reports: Counter[str] = Counter()
        for finding in base:
            words = LETTERS.findall(finding.report.text)
            printed.update(map(str.lower, words))
            capital.update(word.lower() for word in words if word[0].isupper())
            reports.update(set(map(str.lower, words)))
        kept = {word for phrase in (*GIVEN, *TITLES, *calendar, agencies) for word in LETTERS.findall(phrase.lower())}
        self._base = base
        self._names = {word for word in printed if len(word) > 1 and 2 * capital[word] > printed[word]} - kept
        self._common = kept | {word for word in reports if reports[word] >= COMMON * len(base)} - self._names

    def findings(self) -> Iterator["Finding"]:
        """Give findings without end; the first are those that all others are made of."""
        yield from self._base
        for copy in count(1):
            for finding in self._base:
                yield self._copied(finding, copy)

    def _copied(self, finding: "Finding", copy: int) -> "Finding":
        report = self._report(finding.report, copy)
        return replace(
            finding,
            report=report,
            statements=tuple(_statement(each, report.id, copy) for each in finding.statements),
            attributions=tuple(self._attribution(each, report.id, copy) for each in finding.attributions),
        )

    def _report(self, report: "Report", copy: int) -> "Report":
        dateline = report.dateline and replace(
            report.dateline,
            place=report.dateline.place and self._altered(report.dateline.place, copy),
            period=_later(report.dateline.period, copy),
        )
        return replace(
            report,
            id=f"{report.id}.{copy}",
            text=self._altered(report.text, copy),
            url=report.url and f"{report.url}?{copy}",
            headline=report.headline and self._altered(report.headline, copy),
            byline=tuple(self._altered(each, copy) for each in report.byline),
            dateline=dateline,
            published=report.published and report.published + timedelta(DAYS * copy),
            origin=replace(report.origin, location=f"{report.origin.location}.{copy}"),
        )

    def _attribution(self, attribution: "Attribution", report: str, copy: int) -> "Attribution":
        return replace(
            attribution,
            report=report,
            statement=_renamed(attribution.statement, report),
            speaker=attribution.speaker and self._altered(attribution.speaker, copy),
            role=attribution.role and self._altered(attribution.role, copy),
        )

    def _altered(self, text: str, copy: int) -> str:
        """Give a text in the words of a copy, letter for letter as long."""
        run = 0

        def instead(found: re.Match[str]) -> str:
            nonlocal run
            word, lower = found[0], found[0].lower()
            run += 1
            most = len(text) if len(word) < 2 else LONGEST_RUN if len(word) < 4 else LONGEST_RUN // 2
            if lower in self._common and run <= most:
                return word
            run = 0
            if lower in self._common or lower in self._names:
                return _spelled(word, copy)
            return _spelled(word, copy % (11 + crc32(lower[:4].encode()) % 50))

        return LETTERS.sub(instead, text)


def _spelled(word: str, variant: int) -> str:
    """Spell the beginning of a word anew; its ending stays, and so do the capitals.

    >>> _spelled("sluices", 1)[4:], _spelled("Sluice", 1).lower() == _spelled("sluice", 1), _spelled("sluice", 0)
    ('ces', True, 'sluice')
    """
    if not variant:
        return word
    letters = list(word)
    number = crc32(f"{variant} {word[:4].lower()}".encode())
    for at, letter in enumerate(letters[:4]):
        for kind in (VOWELS, CONSONANTS):
            if letter.lower() in kind:
                number, chosen = divmod(number, len(kind))
                letters[at] = kind[chosen].upper() if letter.isupper() else kind[chosen]
    return "".join(letters)


def _statement(statement: "Statement", report: str, copy: int) -> "Statement":
    occasion = replace(statement.occasion, said=_later(statement.occasion.said, copy))
    return replace(statement, id=_renamed(statement.id, report), report=report, occasion=occasion)


def _renamed(statement: str, report: str) -> str:
    return f"{report}:{statement.rpartition(':')[2]}"


def _later(period: "Period | None", copy: int) -> "Period | None":
    days = timedelta(DAYS * copy)
    return period and replace(period, first=period.first + days, last=period.last + days)


# --- measuring -------------------------------------------------------------------------------------------------------


class Clock:
    """CPU seconds of the stages and the most memory that the process held by the end of each."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.peak_mb: dict[str, int] = {}

    @contextmanager
    def running(self, stage: str) -> Iterator[None]:
        """Time what is done inside."""
        start = time.process_time()
        yield
        self.seconds[stage] += time.process_time() - start
        self.peak_mb[stage] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function that is timed at every call."""

        def call(*arguments: Any, **options: Any) -> Any:
            with self.running(stage):
                return work(*arguments, **options)

        return call


def _development_reports(work: Path) -> list["Report"]:
    from onrecord.model import Report
    from onrecord.read import read_sources

    paths = [str(write_reports(work / name, name)) for name in SETS]
    return [item for item in read_sources(paths) if isinstance(item, Report)]


def _derived(findings: Iterable["Finding"], record: Path) -> Clock:
    """Put findings on a new record, derive what they say together, and write it; time each."""
    from onrecord.pipeline import stages
    from onrecord.pipeline.makers import this_maker
    from onrecord.record import Store

    clock = Clock()
    for stage in STAGES:
        setattr(stages, stage, clock.timed(stage, getattr(stages, stage)))
    with Store(record) as store:
        found = []
        with clock.running("put"), store.writing():
            for finding in findings:
                store.put(finding, stages.digest_of(finding.report), this_maker())
                found.append(finding)
        with clock.running("derive"):
            derived = stages.derive(found)
        with clock.running("put_derived"):
            store.put_derived(derived, store.generation, this_maker())
    clock.seconds["the chain"] = clock.seconds["derive"] + clock.seconds["put_derived"]
    return clock


def measure_chain(work: Path) -> Row:
    """Time the chain over the development reports beside the reading of their statements, in one run."""
    from onrecord.pipeline.stages import find

    reports = _development_reports(work)
    for report in reports[:20]:
        find(report)  # tables and the network are read at the first use
    clock = Clock()
    with clock.running("find"):
        found = [find(report) for report in reports]
    found_in = clock.seconds["find"]
    spent = {"find": found_in, **_derived(found, work / "chain.db").seconds}
    return {
        stage: {"cpu_seconds": round(each, 2), "of_find": round(each / found_in, 3)} for stage, each in spent.items()
    }


def measure_growth(work: Path, sizes: Sequence[int] = SIZES) -> Row:
    """Time the chain over ever more reports, each size in a process of its own, and tell how fast the cost grows.

    The exponent is the slope of a line through the logarithms, by least squares: 1 is linear. A stage that takes no
    time to speak of has none.
    """
    import pickle

    from onrecord.pipeline.stages import find

    base = work / "base.pickle"
    base.write_bytes(pickle.dumps([find(report) for report in _development_reports(work)]))
    rows: Row = {}
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.scale", str(base), str(size)]
        rows[str(size)] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    rows["exponents"] = exponents([(size, rows[str(size)]["cpu_seconds"]) for size in sizes])
    return rows


def exponents(spent: Sequence[tuple[int, Row]]) -> Row:
    """Give the exponent of each stage.

    >>> exponents([(10, {"cluster": 1.0}), (100, {"cluster": 10.0}), (1000, {"cluster": 100.0})])
    {'cluster': 1.0}
    """
    found: Row = {}
    for stage in spent[-1][1]:
        points = [(log(size), log(seconds[stage])) for size, seconds in spent if seconds.get(stage, 0) >= 0.01]
        if len(points) > 1:
            x, y = (sum(each) / len(points) for each in zip(*points, strict=True))
            slope = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
            found[stage] = round(slope, 2)
    return found


def _grown(base: Path, size: int) -> Row:
    """Measure one size, in a process of its own."""
    import pickle

    findings = Maker(pickle.loads(base.read_bytes())).findings()
    with tempfile.TemporaryDirectory() as folder:
        clock = _derived(islice(findings, size), Path(folder) / "grown.db")
        size_mb = (Path(folder) / "grown.db").stat().st_size >> 20
    return {
        "cpu_seconds": {stage: round(seconds, 2) for stage, seconds in clock.seconds.items()},
        "peak_mb": clock.peak_mb,
        "record_mb": size_mb,
    }


SCALE: dict[str, Callable[[Path], Row]] = {"chain": measure_chain, "growth": measure_growth}


def main(arguments: list[str]) -> None:
    """Measure the growth over some sizes; with a file of findings first, one size in this process."""
    if arguments and not arguments[0].isdecimal():
        print(json.dumps(_grown(Path(arguments[0]), int(arguments[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure_growth(Path(folder), list(map(int, arguments)) or SIZES), indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
