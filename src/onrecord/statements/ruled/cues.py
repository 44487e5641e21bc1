"""Which words report speech, and what they ask to follow them."""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from onrecord.model import Span


class Cue(NamedTuple):
    """A printed word or phrase that reports speech; ``ways`` are the columns of ``cues.en.tsv``."""

    start: int
    end: int
    ways: frozenset[str]

    @property
    def span(self) -> Span:
        """Give its place."""
        return Span(self.start, self.end)


def _table() -> dict[str, frozenset[str]]:
    lines = files(__package__).joinpath("cues.en.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {form.replace("_", " "): frozenset(ways.split()) for forms, ways in rows for form in forms.split()}


CUES = _table()
PHRASES = {
    form.split()[0]: [each for each in CUES if each.split()[0] == form.split()[0]] for form in CUES if " " in form
}
ACCORDING = frozenset({"according"})
WORD = re.compile(r"[^\W\d_]{3,}+")
ACCORDING_TO = re.compile(r"(?:according to|(?<=\s)per(?= (?:the|a) ))", re.IGNORECASE)
# A noun, an infinitive, a passive or an idiom: "the reports", "declined to say", "so-called", "that said,"
NO_CUE_BEFORE = re.compile(
    r"""
      (?: (?<!\w) (?: the | a | an | this | that | these | those | his | her | its | their | my | our | your
      | no | any | to
        | some | of | for | in | with | by | on | from | such | new | press | so- | so | not | never | n[o’']t
        | be | being
        | been | well | left | is | are | was | were | would | could | might | may | will | should ) [\s-]
        | [-@\#/] | ['’]s? \s | (?<! \w ) having \s ) \s? $
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Words that are hardly ever nouns may follow a little word: "a sentence that some said was"
PARTICIPLE_BEFORE = frozenset({"is", "are", "was", "were", "been", "'s", "’s"})
# What goes on, or is taken to in a place, is done: "went on to call", "took to the floor to say"
DONE = re.compile(
    r"(?:(?:go|goes|went|going|gone) on|(?:took|takes|taking) to [^,.;:“”\"]{1,30}|continued|continues) to $"
)
PLAIN = frozenset({"said", "says", "told", "added", "wrote", "tweeted", "saying", "adding", "telling"})
HELPERS = frozenset({"that", "this", "these", "those", "some", "is", "are", "was", "were", "of", "for", "by"})


def find_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """Find the cues in a stretch of text, in order.

    >>> text = "According to him, the report said nothing."
    >>> [cue.span.of(text) for cue in find_cues(text, 0, len(text))]
    ['According to', 'said']
    """
    for word in WORD.finditer(text, start, end):
        form = next((each for each in PHRASES.get(word[0], ()) if text.startswith(each, word.start())), word[0])
        if form in CUES:
            if _reports(text, start, word.start(), form):
                yield Cue(word.start(), word.start() + len(form), CUES[form])
        elif form in ("according", "According", "per") and (match := ACCORDING_TO.match(text, word.start(), end)):
            yield Cue(*match.span(), ACCORDING)


def _reports(text: str, start: int, at: int, form: str) -> bool:
    before = NO_CUE_BEFORE.search(text, max(start, at - 9), at)
    if before is None:
        return True
    word = before[0].strip().lower()
    if form.endswith("ing") and word in PARTICIPLE_BEFORE:
        return True
    if word == "to":
        return DONE.search(text, max(start, at - 60), at) is not None
    return form in PLAIN and word in HELPERS
