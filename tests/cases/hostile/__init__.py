"""Inputs made to do harm, each with what must come out: ``ALL`` of them, by kind."""

from cases.hostile import crawls, encodings, lines, packed, pages, texts, word
from cases.hostile.case import MORE, Hostile

ALL: dict[str, tuple[Hostile, ...]] = {
    "encodings": encodings.CASES,
    "packed": packed.CASES,
    "pages": pages.CASES,
    "lines": lines.CASES,
    "Word": word.CASES,
    "crawls": crawls.CASES,
    "texts": texts.CASES,
}

__all__ = ["ALL", "MORE", "Hostile"]
