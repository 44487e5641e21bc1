"""To whom, where, in what and through whom, against statements that were labelled by hand.

``python -m benchmarks.circumstances LABELS [--errors]``: each line of the labels is a statement of a PolNeAR training
article, ``{"article", "content": [[s, e]], "addressee": [s, e] | null, "place", "medium", "relay": [[s, e]]}``. The
found statement is the one that shares most of the content; one that shares less than half of it counts as missed.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.data import Row, read_rows
from onrecord.model import Occasion, Origin, Report, Span, Spans, Statement
from onrecord.statements import find_statements

CORPUS = "polnear-train.jsonl.gz"
PARTS = ("addressee", "place", "medium", "relay")
NONE = Occasion()


def main(arguments: list[str]) -> None:
    """Print precision and recall of each part, and the errors if they are asked for."""
    names = [each for each in arguments if not each.startswith("--")]
    if len(names) != 1:
        sys.exit("name the file with the labels")
    compared = list(_compare(_labels(Path(names[0]))))
    if "--errors" in arguments:
        for label, text, occasion in compared:
            _print_errors(label, text, occasion)
    print(json.dumps(_summary(compared), indent=1))


def score_circumstances(work: Path) -> Row:
    """Addressee, place, medium and relay: labels that the rules were made on, and those that nobody had seen."""
    del work
    folder = Path(__file__).parent / "labels"
    return {
        part: _summary(list(_compare(_labels(folder / f"circumstances-{part}.jsonl")))) for part in ("known", "unseen")
    }


def _labels(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _summary(compared: Sequence[tuple[Row, str, Occasion | None]]) -> Row:
    missed = sum(occasion is None for _, _, occasion in compared)
    return {"labelled": len(compared), "missed": missed, **score(compared)}


def _compare(labels: Iterable[Row]) -> Iterator[tuple[Row, str, Occasion | None]]:
    """Give each label with its text and the occasion that was found for it."""
    by_article: dict[str, list[Row]] = {}
    for label in labels:
        by_article.setdefault(label["article"], []).append(label)
    for row in read_rows(CORPUS):
        if row["id"] not in by_article:
            continue
        report = Report(
            row["id"],
            row["text"],
            Origin(row["id"], "", "text/plain"),
            published=date.fromisoformat(row["date"]),
            language="en",
        )
        found = find_statements(report)
        for label in by_article[row["id"]]:
            statement = best_match(label, found)
            yield label, row["text"], statement.occasion if statement else None


def best_match(label: Row, found: Iterable[Statement]) -> Statement | None:
    """Find the statement that shares most of a labelled content, half of it at least."""
    shared = {
        each: sum(_shared(Span(*gold), span) for gold in label["content"] for span in each.content) for each in found
    }
    best = max(shared, key=shared.__getitem__, default=None)
    size = sum(end - start for start, end in label["content"])
    return best if best is not None and shared[best] * 2 >= size else None


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def score(compared: Iterable[tuple[Row, str, Occasion | None]]) -> Row:
    """Give precision and recall of each part, in hundredths, with what they are of."""
    counts: Counter[tuple[str, str]] = Counter()
    for label, text, occasion in compared:
        for part in PARTS:
            gold, found = gold_of(label, part), found_of(occasion or NONE, part)
            counts[part, "gold"] += bool(gold)
            counts[part, "found"] += bool(found)
            counts[part, "right"] += bool(gold) and is_right(text, gold, found)
    return {part: _figures(*(counts[part, each] for each in ("gold", "found", "right"))) for part in PARTS}


def _figures(gold: int, found: int, right: int) -> Row:
    return {
        "precision": round(100 * right / max(1, found), 1),
        "recall": round(100 * right / max(1, gold), 1),
        "gold": gold,
        "found": found,
        "right": right,
    }


def gold_of(label: Row, part: str) -> Any:
    """Give what is labelled: the kind of the medium, the spans of another part."""
    if part == "medium":
        return label["medium"]
    printed = label[part] if part == "relay" else [label[part]] if label[part] else []
    return tuple(Span(*each) for each in printed)


def found_of(occasion: Occasion, part: str) -> Any:
    """Give what was found, in the form of what is labelled."""
    if part in ("medium", "relay"):
        return occasion.medium if part == "medium" else occasion.via
    span = getattr(occasion, part)
    return (span,) if span else ()


def is_right(text: str, gold: Any, found: Any) -> bool:
    """Tell whether media are the same, or as many spans name the same: they overlap, and end alike or one holds all."""
    if isinstance(gold, str) or isinstance(found, str) or not (gold and found):
        return bool(gold == found)
    return len(gold) == len(found) and all(_agree(text, *pair) for pair in zip(gold, found, strict=True))


def _agree(text: str, gold: Span, found: Span) -> bool:
    one, other = gold.of(text), found.of(text)
    ends = [words.split()[-1].strip(".,”\"’'") for words in (one, other)]
    return _shared(gold, found) > 0 and (one in other or other in one or ends[0] == ends[1])


def _print_errors(label: Row, text: str, occasion: Occasion | None) -> None:
    start, end = label["content"][0][0], label["content"][-1][1]
    for part in PARTS:
        gold, found = gold_of(label, part), found_of(occasion or NONE, part)
        if (gold or found) and not is_right(text, gold, found):
            told = " ".join(f"{text[max(0, start - 150) : start]}{{{text[start:end]}}}{text[end : end + 120]}".split())
            print(f"{part}: {_words(text, gold)} read as {_words(text, found)}{' (missed)' * (occasion is None)}")
            print(f"    {told}")


def _words(text: str, value: str | Spans | None) -> str:
    return ", ".join(span.of(text) for span in value) or "-" if isinstance(value, tuple) else value or "-"


if __name__ == "__main__":
    main(sys.argv[1:])
