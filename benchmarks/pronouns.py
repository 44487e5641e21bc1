"""The resolver of pronouns on GAP, beside the nearest name.

GAP (Webster et al., TACL 2018) asks of a pronoun in a Wikipedia snippet whether it stands for name A, for name B, or
for neither. Its measure is the F1 of the yeses. The best baseline of the paper reached 66.9 on its test part; the
nearer name ("token distance") is run here on the same rows. Wikipedia is no news: no statements, no roles to go by.
"""

import csv
import gzip
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.data import SHARED, Row
from onrecord.model import Span
from onrecord.people.chains import gather_chains
from onrecord.people.mentions import find_mentions
from onrecord.people.pronouns import set_scene
from onrecord.text.sentences import sentences

FEMALE = frozenset({"she", "her", "hers", "herself"})
Answer = tuple[bool, bool]


def score_pronouns(work: Path) -> Row:
    """F1 of our own answers and of the nearer name; how often we answer, and how often an answer is right."""
    del work
    return {part: _figures(list(_rows(f"gap-{part}.tsv.gz"))) for part in ("development", "validation")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = gzip.decompress((SHARED / "data" / name).read_bytes()).decode()
    yield from csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)


def _figures(rows: list[dict[str, str]]) -> Row:
    gold = [(row["A-coref"] == "TRUE", row["B-coref"] == "TRUE") for row in rows]
    by_gender = {
        "all": rows,
        "female": [row for row in rows if row["Pronoun"].lower() in FEMALE],
        "male": [row for row in rows if row["Pronoun"].lower() not in FEMALE],
    }
    answers = [_resolved(row) for row in rows]
    named = [(answer, right) for answer, right in zip(answers, gold, strict=True) if any(answer)]
    return {
        "f1": {name: _f1(chosen, _resolved) for name, chosen in by_gender.items()},
        "f1 of the nearer name": {name: _f1(chosen, _nearer) for name, chosen in by_gender.items()},
        "answered with A or B": round(len(named) / len(rows), 3),
        "right of these": round(sum(answer == right for answer, right in named) / len(named), 3),
    }


def _f1(rows: list[dict[str, str]], answer_of: Callable[[dict[str, str]], Answer]) -> float:
    pairs = [
        (yes, row[f"{name}-coref"] == "TRUE") for row in rows for name, yes in zip("AB", answer_of(row), strict=True)
    ]
    both = sum(yes and gold for yes, gold in pairs)
    return round(200 * both / (sum(yes for yes, _ in pairs) + sum(gold for _, gold in pairs)), 1)


def _resolved(row: dict[str, str]) -> Answer:
    text = row["Text"]
    scene = set_scene(
        gather_chains(find_mentions(text)), [span.start for span in sentences(text, Span(0, len(text)))] or [0], [0]
    )
    chain = scene.resolve(row["Pronoun"].lower(), int(row["Pronoun-offset"]))
    if chain is None:
        return False, False
    a, b = (
        any(mention.start < int(row[f"{name}-offset"]) + len(row[name]) and mention.end > int(row[f"{name}-offset"])
            for mention in chain.mentions)
        for name in "AB"
    )  # fmt: skip
    return a, b


def _nearer(row: dict[str, str]) -> Answer:
    place = int(row["Pronoun-offset"])
    a, b = (abs(int(row[f"{name}-offset"]) - place) for name in "AB")
    return a < b, b < a
