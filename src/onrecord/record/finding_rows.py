"""A finding as rows of the record, and back: its report, its statements, and the stretches that a check looks up."""

import sqlite3
from collections.abc import Iterator, Sequence
from zlib import crc32

from onrecord.model import Attribution, Finding, Report, Span, Statement
from onrecord.record.columns import Value, cell_of, columns_of, noun_of, row_of, value_of
from onrecord.text.grams import grams_of
from onrecord.text.sentences import paragraphs
from onrecord.text.words import fold

REPORT_COLUMNS = tuple(name for name in columns_of(Report) if name != "origin")
STRETCH = 60  # words of a row of the index, at least, where the statement has as many
STATEMENT_COLUMNS = (*columns_of(Statement), "at", "speaker", "speaker_kind", "ground", "evidence", "role")


def report_cells(report: Report) -> tuple[Value, ...]:
    """Give the cells of a report, in the order of :data:`REPORT_COLUMNS`."""
    return tuple(cell_of(getattr(report, name)) for name in REPORT_COLUMNS)


def statement_rows(finding: Finding) -> Iterator[tuple[Value, ...]]:
    """Give the statements of a finding with whose they are, in the order of :data:`STATEMENT_COLUMNS`."""
    for at, (statement, attribution) in enumerate(zip(finding.statements, finding.attributions, strict=True)):
        yield (
            *row_of(statement), at, attribution.speaker, attribution.kind, attribution.ground,
            cell_of(attribution.evidence), attribution.role,
        )  # fmt: skip


def finding_of(report: sqlite3.Row, statements: Sequence[sqlite3.Row]) -> Finding:
    """Build a finding from its rows."""
    return Finding(
        report=noun_of(Report, dict(report)),
        statements=tuple(noun_of(Statement, dict(each)) for each in statements),
        attributions=tuple(_attribution(each) for each in statements),
    )


def _attribution(row: sqlite3.Row) -> Attribution:
    return Attribution(
        report=row["report"],
        statement=row["id"],
        speaker=row["speaker"],
        kind=row["speaker_kind"],
        ground=row["ground"],
        evidence=value_of(Span | None, row["evidence"]),
        role=row["role"],
    )


def stretch_rows(finding: Finding) -> Iterator[tuple[str, int, int, str]]:
    """Fold each statement in pieces of a paragraph or so: a quotation that is cut in two still matches both halves."""
    text = finding.report.text
    for statement in finding.statements:
        gathered: list[str] = []
        start = end = 0
        for paragraph in _paragraphs_of(text, statement):
            start = start if gathered else paragraph.start
            end = paragraph.end
            gathered += fold(paragraph.of(text)).split()
            if len(gathered) >= STRETCH:
                yield statement.id, start, end, " ".join(gathered)
                gathered = []
        if gathered:
            yield statement.id, start, end, " ".join(gathered)


def tokens_of(words: str) -> str:
    """Give the word sequences of folded words as the index has them."""
    return " ".join(map(token_of, grams_of(words.split())))


def token_of(gram: str) -> str:
    """Give a word sequence as a number: half the size, and two that share one are told apart by their words."""
    return f"{crc32(gram.encode()):x}"


def _paragraphs_of(text: str, statement: Statement) -> Iterator[Span]:
    for span in statement.content:
        for paragraph in paragraphs(span.of(text)):
            yield Span(span.start + paragraph.start, span.start + paragraph.end)
