"""Each stage against the development data, through the commands that users run."""

import gzip
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.data import SHARED, Row, onrecord, read_rows, scorer, write_reports, write_rows
from benchmarks.pronouns import score_pronouns
from benchmarks.relations import relations

BEFORE = re.compile(r"(?:\bthat\b,?\s*)?[“\"‘«'`]*$", re.IGNORECASE)  # what the corpus has inside a content
SAME_RELATION = {"typographic": "identical"}
AFTER = re.compile(r"^[”\"’»']{1,2}")


def score_statements(work: Path, part: str = "polnear-dev.jsonl.gz", *options: str) -> Row:
    """Who said what, on PolNeAR, as the corpus's scorer counts it: what a content is to users, and what it is there.

    Users are promised contents without quotation marks and "that"; the corpus has them inside. ``as promised`` scores
    what is printed. ``in the corpus's terms`` gives marks and "that" back first.
    """
    reports = write_reports(work / "polnear.jsonl", part)
    onrecord("statements", "-q", *options, reports, out=work / "statements.jsonl")
    (work / "promised.jsonl").write_text(scorer("attributions_from_statements.py", work / "statements.jsonl"))
    texts = {row["id"]: row["text"] for row in read_rows(part)}
    promised = map(json.loads, (work / "promised.jsonl").read_text(encoding="utf-8").splitlines())
    write_rows(work / "corpus.jsonl", (_in_corpus_terms(row, texts[row["id"]]) for row in promised))
    return {
        terms: _attribution_figures(SHARED / "data" / part, work / name)
        for terms, name in (("as promised", "promised.jsonl"), ("in the corpus's terms", "corpus.jsonl"))
    }


def _in_corpus_terms(row: Row, text: str) -> Row:
    for attribution in row["attributions"]:
        attribution["content"] = [
            [
                start - len(_found(BEFORE, text[max(0, start - 12) : start])),
                end + len(_found(AFTER, text[end : end + 2])),
            ]
            for start, end in attribution["content"]
        ]
    return row


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""


def _attribution_figures(gold: Path, system: Path) -> Row:
    whole: Row = json.loads(scorer("score_attribution.py", gold, system, "--json"))
    return {
        part: {
            "end_to_end_f1": row["end_to_end"]["f1"],
            "exact_f1": row["statement_exact"]["f1"],
            "content_token_f1": row["content_tokens"]["f1"],
            "source_accuracy": row["source_accuracy"],
        }
        for part, row in whole.items()
    }


def score_fast_statements(work: Path) -> Row:
    """The same by rule alone."""
    return score_statements(work, "polnear-dev.jsonl.gz", "--fast")


def score_unread_statements(work: Path) -> Row:
    """By rule alone, on the training part, of which hardly an article was read when the rules were made."""
    return score_statements(work, "polnear-train.jsonl.gz", "--fast")


def evaluate_statements(work: Path) -> Row:
    """What ``onrecord evaluate`` prints of PolNeAR dev: figures by form and mode, confusion, reliability."""
    onrecord("evaluate", "--json", SHARED / "data" / "polnear-dev.jsonl.gz", out=work / "evaluation.json")
    row: Row = json.loads((work / "evaluation.json").read_text(encoding="utf-8"))
    return row


def evaluate_held_out(work: Path) -> Row:
    """Training articles that the network has not seen, though its rankers and confidence have; F1, 0 to 1."""
    from onrecord.statements.gold import read_articles
    from onrecord.training.examples import held_out

    part = "polnear-train.jsonl.gz"
    _, held = held_out(list(read_articles(SHARED / "data" / part)), 10)
    ids = {article.id for article in held}
    return _end_to_end(work, (row for row in read_rows(part) if row["id"] in ids))


def evaluate_variants(work: Path) -> Row:
    """PolNeAR dev as other texts come: without paragraphs, in capitals, with straight marks; end-to-end F1, 0 to 1."""
    change: dict[str, Callable[[str], str]] = {
        "without paragraphs": lambda text: text.replace("\n", " "),
        "in capitals": lambda text: "".join(up if len(up := letter.upper()) == 1 else letter for letter in text),
        "with straight marks": lambda text: text.translate(str.maketrans("“”‘’", "\"\"''")),
    }
    return {
        name: _end_to_end(work, ({**row, "text": changed(row["text"])} for row in read_rows("polnear-dev.jsonl.gz")))
        for name, changed in change.items()
    }


def evaluate_outlets(work: Path) -> Row:
    """PolNeAR dev by outlet, twelve articles each; end-to-end F1, 0 to 1."""
    rows = list(read_rows("polnear-dev.jsonl.gz"))
    return {
        outlet: _end_to_end(work, (row for row in rows if row["publisher"] == outlet))
        for outlet in sorted({row["publisher"] for row in rows})
    }


def _end_to_end(work: Path, rows: Iterable[Row]) -> Row:
    write_rows(work / "gold.jsonl", rows)
    onrecord("evaluate", "--json", work / "gold.jsonl", out=work / "figures.json")
    figures = json.loads((work / "figures.json").read_text(encoding="utf-8"))["figures"]
    return {group: round(figures[group]["end_to_end"], 3) for group in ("all", "direct", "speech")}


def score_speakers(work: Path) -> Row:
    """Full names of speakers, on quotations of the dev stories."""
    reports = write_reports(work / "stories.jsonl", "stories-dev.jsonl")
    onrecord("statements", "-q", reports, out=work / "statements.jsonl")
    gold = SHARED / "data" / "speakers-dev.jsonl"
    row: Row = json.loads(scorer("score_speakers.py", gold, work / "statements.jsonl", "--json"))
    return row


def score_pages(work: Path) -> Row:
    """The text of web pages."""
    pages = work / "pages"
    pages.mkdir(exist_ok=True)
    for path in sorted((SHARED / "data" / "pages-dev").glob("*.html.gz")):
        (pages / path.name.removesuffix(".gz")).write_bytes(gzip.decompress(path.read_bytes()))
    onrecord("statements", "-q", pages, out=work / "pages.jsonl")
    lines = (work / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    read = [json.loads(line)["report"] for line in lines]
    system = write_rows(
        work / "texts.jsonl",
        ({"id": Path(report["location"]).name.removesuffix(".html"), "text": report["text"]} for report in read),
    )
    row: Row = json.loads(scorer("score_pages.py", SHARED / "data" / "pages-dev" / "ground-truth.json", system))
    return {key: row[key] for key in ("p", "r", "f1", "pages")}


def score_pairs(work: Path) -> Row:
    """The same utterance or not, through the whole chain."""
    reports = write_reports(work / "stories.jsonl", "stories-dev.jsonl")
    record = work / "stories.db"
    onrecord("add", "-q", reports, "--record", record)
    onrecord("export", "utterances", "--record", record, "-o", work / "utterances.jsonl")
    gold = SHARED / "data" / "utterance-pairs-dev.jsonl"
    system = work / "pairs.jsonl"
    system.write_text(scorer("pairs_from_export.py", gold, work / "utterances.jsonl"))
    row: Row = json.loads(scorer("score_pairs.py", gold, system, "--json"))
    return {**row, "relations": _relations(work / "utterances.jsonl")}


def _relations(export: Path) -> Row:
    """Count the pairs of one utterance whose relation is named as the labels have it, typography being none."""
    utterances = map(json.loads, export.read_text(encoding="utf-8").splitlines())
    pairs = [row for row in read_rows("utterance-pairs-dev.jsonl") if row["same"]]
    named = {row["id"]: row["relation"] for row in relations(pairs, utterances)}
    wrong = [row["id"] for row in pairs if named.get(row["id"]) != SAME_RELATION.get(row["relation"], row["relation"])]
    right = len(pairs) - len(wrong)
    return {"right": right, "pairs": len(pairs), "share": round(100 * right / len(pairs), 1), "wrong": wrong}


def score_stories(work: Path) -> Row:
    """Reports of one event, by their words alone and with their days; and the same among 237 reports of other sets."""
    alone = ("stories-dev.jsonl",)
    sets = {"alone": alone, "among others": (*alone, "copies-reports-dev.jsonl", "polnear-dev.jsonl.gz")}
    return {
        name: {days: _score_stories(work, parts, dated=days == "dated") for days in ("undated", "dated")}
        for name, parts in sets.items()
    }


def _score_stories(work: Path, parts: Iterable[str], *, dated: bool) -> Row:
    with TemporaryDirectory(dir=work) as folder:
        record = Path(folder) / "stories.db"
        for part in parts:
            reports = write_reports(Path(folder) / f"{part.partition('.')[0]}.jsonl", part, dated=dated)
            onrecord("add", "-q", "--record", record, reports)
        onrecord("export", "stories", "--record", record, "-o", record.with_suffix(".jsonl"))
        stories = map(json.loads, record.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines())
        story_of = ({"id": report, "story": row["id"]} for row in stories for report in row["reports"])
        system = write_rows(Path(folder) / "story-of.jsonl", story_of)
        labelled = (row for part in parts for row in read_rows(part) if "story" in row)
        gold = write_rows(Path(folder) / "gold.jsonl", labelled)
        row: Row = json.loads(scorer("score_stories.py", gold, system, "--json"))
    return row


def score_copies(work: Path) -> Row:
    """Copies and families; then the figures of the same reports."""
    reports = write_reports(work / "copies.jsonl", "copies-reports-dev.jsonl")
    record = work / "copies.db"
    onrecord("add", "-q", reports, "--record", record)
    for table in ("families", "reuse", "figures"):
        onrecord("export", table, "--record", record, "-o", work / f"{table}.jsonl")
    data = SHARED / "data"
    copies = scorer(
        "score_copies.py", data / "copies-dev.jsonl", data / "families-dev.jsonl", work / "families.jsonl",
        work / "reuse.jsonl", "--json",
    )  # fmt: skip
    figures = scorer("score_figures.py", data / "figures-dev.jsonl", work / "figures.jsonl", "--json")
    return {"copies": json.loads(copies), "figures": json.loads(figures)}


QUALITY: dict[str, Callable[[Path], Row]] = {
    "statements": score_statements,
    "fast-statements": score_fast_statements,
    "evaluation": evaluate_statements,
    "held-out": evaluate_held_out,
    "variants": evaluate_variants,
    "outlets": evaluate_outlets,
    "unread-statements": score_unread_statements,
    "speakers": score_speakers,
    "pronouns": score_pronouns,
    "pages": score_pages,
    "pairs": score_pairs,
    "stories": score_stories,
    "copies": score_copies,
}
