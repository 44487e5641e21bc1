"""The measures of found against marked statements, on articles that can be counted by hand."""

import gzip
import json
from pathlib import Path

import pytest

from onrecord.errors import SourceUnreadable
from onrecord.model import Span
from onrecord.statements.gold import Article, Gold, read_articles
from onrecord.statements.measure import figures_of, match, told_in

TEXT = "“It leaks,” Ruiz said. Vale believes that the gate was shut at nine. Nobody knows."


def gold(content: str, cue: str = "", source: str = "") -> Gold:
    def span(words: str) -> tuple[Span, ...]:
        return (Span(TEXT.index(words), TEXT.index(words) + len(words)),) if words else ()

    return Gold(span(content), span(cue), span(source))


MARKED = (gold("“It leaks,”", "said", "Ruiz"), gold("that the gate was shut at nine", "believes", "Vale"))
ARTICLE = Article("a", "", TEXT, MARKED)


@pytest.mark.parametrize(
    ("found", "faults"),
    [
        ([gold("It leaks,", "said", "Ruiz"), gold("the gate was shut at nine", "believes", "Vale")], [None, None]),
        ([gold("It leaks,", "said", "Vale"), gold("the gate was shut", "believes", "Vale")], ["source", "borders"]),
        ([gold("It leaks,", "said", "Ruiz"), gold("the gate", "believes", "Vale")], [None, "missed", "spurious"]),
        ([gold("It leaks,", "said", "Ruiz"), gold("knows", "", "Nobody")], [None, "missed", "spurious"]),
        ([], ["missed", "missed"]),
    ],
)
def test_faults(found: list[Gold], faults: list[str | None]) -> None:
    assert [pair.fault for pair in match(told_in(ARTICLE, MARKED), told_in(ARTICLE, found))] == faults


def test_figures() -> None:
    both = [(told_in(ARTICLE, MARKED), told_in(ARTICLE, [gold("It leaks,", "said", "Vale"), gold("Nobody")]))]
    figures = figures_of(both)
    assert (figures.marked, figures.found) == (2, 2)
    assert (figures.exact, figures.overlap, figures.source, figures.end_to_end) == (0.5, 0.5, 0.0, 0.0)
    assert figures.content_words == pytest.approx(2 * 2 / (8 + 3))
    assert figures_of(both, lambda told: told.form == "direct").overlap == 1
    assert figures_of(both, lambda told: told.mode == "thought").marked == 1
    assert figures_of([]).end_to_end == 0


def test_a_statement_marked_without_a_source_has_no_wrong_one() -> None:
    marked, found = [gold("It leaks,", "said")], [gold("It leaks,", "said", "Ruiz")]
    assert [pair.fault for pair in match(told_in(ARTICLE, marked), told_in(ARTICLE, found))] == [None]


def test_marked_articles_are_read_packed_or_not(tmp_path: Path) -> None:
    row = {"id": "a", "text": TEXT, "attributions": [{"content": [[0, 11]], "cue": None, "source": [[12, 16]]}]}
    plain, packed = tmp_path / "gold.jsonl", tmp_path / "gold.jsonl.gz"
    plain.write_text(json.dumps(row) + "\n\n")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    (article,) = read_articles(plain)
    assert article.attributions == (Gold((Span(0, 11),), (), (Span(12, 16),)),)
    assert list(read_articles(packed)) == [article]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("no json", "gold.jsonl:1"),
        ('{"id": "a", "text": "x"}', "attributions"),
        ('{"id": "a", "text": "x", "attributions": [{"content": [[0, 5]]}]}', "outside the text"),
        ('{"id": "a", "text": "x", "attributions": [{"content": [[1, 0]]}]}', "outside the text"),
    ],
)
def test_a_line_that_is_no_marked_article(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(SourceUnreadable, match=why):
        list(read_articles(path))


def test_a_file_that_is_not_there_or_cut_off(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="No such file"):
        list(read_articles(tmp_path / "none.jsonl"))
    cut = tmp_path / "cut.jsonl.gz"
    packed = gzip.compress(b"{}" * 1000)
    for damaged in (packed[:-12], packed[:12] + b"\xff\xff\xff" + packed[15:]):
        cut.write_bytes(damaged)
        with pytest.raises(SourceUnreadable, match="cut off or damaged"):
            list(read_articles(cut))


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"id": "a", "text": "\xff", "attributions": []}\n')
    with pytest.raises(SourceUnreadable, match=r"gold\.jsonl:1"):
        list(read_articles(path))
