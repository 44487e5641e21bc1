"""``check`` against transcripts: verdicts on quotations, strangers that are on no record, and time beside a scan."""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from rapidfuzz import fuzz

from benchmarks.data import SHARED, Row, onrecord, read_rows, scorer, write_reports, write_rows
from benchmarks.speed import child_cpu

MAIN_SPEAKER = "Donald Trump"
CAMPAIGN = ("2015", "2016")
SHORT, LONG = 4, 8  # words
SCANNED = 12  # quotations that the naive scan looks for: it is slow


def transcripts_record(work: Path) -> Path:
    """Make a record of all development transcripts, once."""
    record = work / "transcripts.db"
    if not record.exists():
        onrecord("add", "-q", write_reports(work / "transcripts.jsonl", "transcripts-dev.jsonl.gz"), "--record", record)
    return record


def score_checks(work: Path) -> Row:
    """Verdicts on quotations that outlets printed, against transcripts."""
    from onrecord import Record

    rows = []
    with Record(transcripts_record(work)) as opened:
        for gold in read_rows("checks-dev.jsonl"):
            answer = opened.check(gold["quotation"], by=gold["by"])
            passages = [
                {"report": witness.report, "start": witness.spans[0].start, "end": witness.spans[-1].end}
                for witness in answer.witnesses
            ]
            rows.append({"id": gold["id"], "verdict": answer.verdict, "passages": passages})
    system = write_rows(work / "checks.jsonl", rows)
    row: Row = json.loads(scorer("score_checks.py", SHARED / "data" / "checks-dev.jsonl", system, "--json"))
    return row


def strangers() -> Iterator[str]:
    """Give the quotations of four words and more that reports of other years print, each once."""
    from onrecord.text.quotemarks import find_quotations
    from onrecord.text.words import words_of

    found: dict[str, None] = {}
    for row in read_rows("stories-dev.jsonl"):
        if not row["date"] or row["date"][:4] in CAMPAIGN:
            continue
        for quotation in find_quotations(row["text"]):
            words = " ".join(span.of(row["text"]) for span in quotation.inner)
            if quotation.depth == 0 and len(words_of(words)) >= SHORT:
                found[words] = None
    yield from found


def score_strangers(work: Path) -> Row:
    """Verdicts on quotations of other years, ``--by`` the main speaker; whether an exact one tells its day.

    A few are rightly found: reports of 2017 and 2018 quote the campaign again. They have to be read.
    """
    from onrecord import Record
    from onrecord.text.words import words_of

    verdicts: dict[str, Counter[str]] = {"4 to 7 words": Counter(), "8 words and more": Counter()}
    with Record(transcripts_record(work)) as opened:
        for quotation in strangers():
            answer = opened.check(quotation, by=MAIN_SPEAKER)
            group = "4 to 7 words" if len(words_of(quotation)) < LONG else "8 words and more"
            verdicts[group][answer.verdict] += 1
            if answer.verdict != "not found":
                print(answer.verdict, quotation, answer.witnesses[0].text, answer.says, sep=" | ", file=sys.stderr)
    return {group: dict(counts) for group, counts in verdicts.items()}


def measure_checks(work: Path) -> Row:
    """Time ``check`` warm in process, from the command line, and a thousand of them; a scan beside it."""
    from onrecord import Record

    record = transcripts_record(work)
    asked = [(row["quotation"], row["by"]) for row in read_rows("checks-dev.jsonl")]
    many = [(quotation, MAIN_SPEAKER) for quotation in strangers()][: 1_000 - len(asked)] + asked
    with Record(record) as opened:
        texts = [turn.text.casefold() for turn in opened._store.reports()]

        def checked(pair: tuple[str, str]) -> None:
            opened.check(pair[0], by=pair[1])

        for pair in asked[:10]:
            checked(pair)
        spent = sorted(_seconds(checked, pair) for pair in asked)
        thousand = sum(_seconds(checked, pair) for pair in many)
    scanned = sorted(_seconds(lambda pair: _scan(pair[0].casefold(), texts), pair) for pair in asked[:SCANNED])
    command = [sys.executable, "-m", "onrecord", "check", asked[0][0], "--by", asked[0][1], "--record", str(record)]
    return {
        "words": sum(len(text.split()) for text in texts),
        "median_ms": round(1000 * spent[len(spent) // 2], 1),
        "p99_ms": round(1000 * spent[int(0.99 * len(spent))], 1),
        "scan_median_ms": round(1000 * scanned[len(scanned) // 2], 1),
        f"{len(many)}_checks_s": round(thousand, 1),
        "command_cpu_s": round(min(child_cpu(command) for _ in range(3)), 2),
    }


def _seconds(work: Callable[[tuple[str, str]], None], pair: tuple[str, str]) -> float:
    start = time.process_time()
    work(pair)
    return time.process_time() - start


def _scan(quotation: str, texts: list[str]) -> None:
    best = 0.0
    for text in texts:
        best = max(best, fuzz.partial_ratio(quotation, text, score_cutoff=best))


CHECKS: dict[str, Callable[[Path], Row]] = {
    "checks": score_checks,
    "strangers": score_strangers,
    "check-speed": measure_checks,
}
