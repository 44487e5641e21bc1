"""Laws: reading never raises, gives the same twice, and furniture lies within the text."""

import io
import json
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Report
from onrecord.read import Options, read_sources
from onrecord.read.furniture import find_furniture

from strategies import texts  # isort: skip

MARKS = (b"", b"\x1f\x8b\x08", b"PK\x03\x04", b"<html><p>", b'{"text":', b"\xff\xfe", b"---\n", b"date 2031-05-14 ")


@given(st.sampled_from(MARKS), st.binary(max_size=300), st.sampled_from(("a.txt", "a.jsonl", "a.html", "a.md")))
@settings(max_examples=200, deadline=None)
def test_reading_never_raises_and_gives_the_same_twice(mark: bytes, data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(mark + data)
        assert list(read_sources([str(path)])) == list(read_sources([str(path)]))


@given(texts, st.none() | st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_furniture_lies_within_the_text_sorted_and_apart(text: str, headline: str | None) -> None:
    _, furniture = find_furniture(text, headline, None)
    at = 0
    for each in furniture:
        assert at <= each.span.start < each.span.end <= len(text)
        at = each.span.end


@given(texts.filter(lambda text: bool(text.strip())))
@settings(max_examples=100, deadline=None)
def test_json_text_is_given_back_unchanged(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    line = json.dumps({"text": text, "id": "x"}).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
        items = list(read_sources(["-"], options=Options()))
    assert [(item.text, item.id) for item in items if isinstance(item, Report)] == [(text, "x")]
