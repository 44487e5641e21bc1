"""Tell names and inscriptions between marks from words that somebody says.

A programme, a law, a book, a slogan on a banner: most false matches of three or four words are of these, for every
report of the matter prints them, whoever speaks. The words around the marks tell more than those between them.
"""

import re
from collections import defaultdict
from importlib.resources import files

from onrecord.text.words import words_of
from onrecord.utterances.units import Unit

LONGEST = 12  # words of a name or an inscription
TITLE_LONGEST = 6
SMALL = frozenset(
    {"a", "an", "the", "of", "in", "on", "for", "to", "and", "or", "at", "by", "from", "with", "not", "no"}
)
AROUND = 80  # characters of the sentence before the mark: "a banner over the harbour gate that reads"
OPENING = frozenset("“”\"‘’'«»„\n")  # what the clause before can end with
BEFORE = re.compile(r"(?P<clause>[^.!?\n]*) [“”\"‘’'«»„]+ $", re.VERBOSE)
AFTER = re.compile(r"[,.!?]? [“”\"‘’'«»]+ (?: \s (?P<word>\w+) )?", re.VERBOSE)
INSCRIBED = frozenset({"read", "reads", "reading", "says", "saying"})


def _read_table() -> dict[str, frozenset[str]]:
    lines = files(__package__).joinpath("labels.tsv").read_text(encoding="utf-8").splitlines()
    words: dict[str, set[str]] = defaultdict(set)
    for place, word in (line.split("\t") for line in lines if line and not line.startswith("#")):
        words[place].add(word)
    return {place: frozenset(each) for place, each in words.items()}


WORDS = _read_table()


def is_label(unit: Unit) -> bool:
    """Tell whether the words around a unit's marks, or its own last word, show it to be a name or an inscription.

    >>> from onrecord.model import Passage, Span
    >>> from onrecord.utterances.units import units_of
    >>> text = "Vale defends the “bread comes first” policy and the “bitter” row."
    >>> spans = (Span(18, 35), Span(53, 59))
    >>> passage = Passage("r", "s", text, spans, "mixed", "Vale", None, "named", None)
    >>> [is_label(unit) for unit in units_of(passage)]
    [True, False]
    """
    if len(unit.spans) > 1 or not 1 < len(unit.keys) <= LONGEST:
        return False
    text, span = unit.passage.text, unit.spans[0]
    after = AFTER.match(text, span.end)
    if after is None or text[span.start - 1] not in OPENING:  # a cheap look before the dear one for the clause
        return False
    before = BEFORE.search(text[max(0, span.start - AROUND) : span.start])
    if before is None:
        return False  # a sentence among others between one pair of marks
    introduced = [word.key for word in words_of(before["clause"])]
    if introduced and _is_introduced(introduced, is_titled=is_name(unit.text)):
        return True
    is_attribute = unit.passage.form == "mixed" and after["word"] in WORDS["after"]
    return is_attribute or (is_name(unit.text) and unit.keys[-1] in WORDS["last"])


def is_name(text: str) -> bool:
    """Tell a title, programme or slogan between marks, by its capitals, from words that somebody says.

    >>> is_name("Stop WOKE Act,"), is_name("I love it,"), is_name("War of the Roses")
    (True, False, True)
    """
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if word.casefold() not in SMALL]
    return 0 < len(words) <= TITLE_LONGEST and len(words) > 1 and all(word[0].isupper() for word in words)


def _is_introduced(clause: list[str], *, is_titled: bool) -> bool:
    last = clause[-2] if clause[-1] == "of" and len(clause) > 1 else clause[-1]  # a chant of “...”
    if last in WORDS["slogan"] or (is_titled and last in WORDS["before"]):
        return True
    return last in INSCRIBED and not WORDS["carrier"].isdisjoint(clause)
