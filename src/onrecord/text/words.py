"""Words with a key to compare by and the place they were printed.

The key is folded: case, accents, dashes, British and American spelling, contractions, numerals and number words,
titles and months do not show in it. What is printed is always to be had from the place. Folding decides a verdict:
on quotations checked against transcripts, folding of case and marks alone took one word in twelve for a change.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.model import Span


class Word(NamedTuple):
    """A word at its printed place; ``isn't`` is two of them, ``is`` and ``not``."""

    start: int
    end: int
    key: str


def _rows(table: str) -> Iterator[list[str]]:
    lines = files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines if line and not line.startswith("#"))


FORMS = {form: keys.split() for form, keys in _rows("forms.tsv")}
ENDINGS = {ending: (int(length), instead) for ending, length, instead in _rows("endings.tsv")}
CLITICS = {clitic: keys.split() for clitic, keys in _rows("clitics.tsv")}
NUMBERS = {word: (kind, value) for word, kind, value in _rows("numbers.tsv")}
AMBIGUOUS = {clitic: frozenset(keys) for clitic, keys in CLITICS.items() if len(keys) > 1}
SCALES = {word for word, (kind, _) in NUMBERS.items() if kind == "scale"}
BIG = frozenset({"million", "billion", "trillion"})
# Keys after which the next word may belong to the same number ("twenty" "two", "5" "thousand", "5" "dollars").
DOLLARS = frozenset({"dollars", "dollar"})
NUMBER_JOINTS = frozenset({" ", "-", "\n", "\u00a0", "‑"})
RARE_MARKS = frozenset(DOLLARS | SCALES | BIG | {str(ten) for ten in range(20, 100, 10)})
LONGEST_ENDING = max(map(len, ENDINGS))

TOKEN = re.compile(
    r"""
      [^\W\d_] (?: \. [^\W\d_] )+ \b \.?                              # U.S.  a.m.
    | [$£€]? \d+ (?: (?: ,\d{3} )+ (?!\d) )? (?: \.\d+ )? [^\W\d_]*   # 2,300  2.3bn  14th  $5
    | ['’] (?: em | cause | til | tis | twas ) \b                     # 'em
    | [^\W_]+ (?: [\u0300-\u036f\u00ad\u200d]+ [^\W_]* | ['’ʼ] [^\W_]+ )*   # isn't  O'Brien  a letter and its accent
    | [%&]
    """,
    re.VERBOSE | re.IGNORECASE,
)
CLITIC = re.compile(r"(?: (?<=.) n['’ʼ]t | (?<=.) ['’ʼ] (?: s | d | ll | m | re | ve ) ) $", re.VERBOSE | re.IGNORECASE)
AMOUNT = re.compile(r"([$£€]?) (\d[\d,]*(?:\.\d+)?) (\D*)", re.VERBOSE)
AMOUNT_SCALES = {"bn": "billion", "b": "billion", "m": "million", "mn": "million", "tn": "trillion", "k": "thousand"}
UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")  # Thai, Lao, Japanese, Chinese: no blanks
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ʼ": "'", "’": "'", "\u00ad": "", "\u200d": ""}
)
LONGEST_CACHED = 64


def words_of(text: str, span: Span | None = None) -> tuple[Word, ...]:
    """Split a text, or a span of it, into words; places are those of ``text``.

    >>> [word.key for word in words_of("It’s NOT 22 — it isn't twenty-two per cent.")]
    ['it', "'s", 'not', '22', 'it', 'is', 'not', '22', 'per', 'cent']
    >>> words_of("The colour", Span(4, 10))
    (Word(start=4, end=10, key='color'),)
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    words = []
    for match in TOKEN.finditer(text, start, end):
        at, form = match.start(), match[0]
        for begin, stop, key in _parts(form) if len(form) <= LONGEST_CACHED else _parts_of(form):
            words.append(Word(at + begin, at + stop, key))
    if RARE_MARKS.isdisjoint([word.key for word in words]):
        return tuple(words)
    return tuple(_with_numbers_joined(words, text))


def fold(text: str) -> str:
    """Give the keys of a text's words, joined by blanks: what an index stores and looks for.

    >>> fold("Sen. Ruiz can't recognise 3 of the “wiseguys”")
    'sen ruiz can not recognize 3 of the wiseguys'
    """
    return " ".join([word.key for word in words_of(text)])


def same_word(key: str, other: str) -> bool:
    """Tell whether two keys are one word: ``'s`` can be *is*, *has* or *us*.

    >>> same_word("'s", "is"), same_word("'s", "was")
    (True, False)
    """
    return key == other or other in AMBIGUOUS.get(key, ()) or key in AMBIGUOUS.get(other, ())


def _parts_of(form: str) -> tuple[tuple[int, int, str], ...]:
    """Give the places inside one printed form and the keys of its words."""
    if form in FORMS:
        return _spread(FORMS[form], 0, len(form))
    key = form.casefold() if form.isascii() else _plain(form)
    if "." in key and key[0].isalpha():
        key = key.rstrip(".") + "."
    if key in FORMS:
        return _spread(FORMS[key], 0, len(form))
    if key in NUMBERS:
        return ((0, len(form), key if NUMBERS[key][0] == "scale" else NUMBERS[key][1]),)
    if len(key) == len(form) and (amount := AMOUNT.fullmatch(key)):
        return _amount(amount)
    if clitic := CLITIC.search(form):
        stem = _parts_of(form[: clitic.start()])
        printed = clitic[0].casefold().translate(LETTERS)
        known = CLITICS[printed]
        return (*stem, (clitic.start(), len(form), known[0] if len(known) == 1 else printed))
    if UNSPACED.search(form):
        return tuple((at, at + 1, _plain(letter)) for at, letter in enumerate(form))
    return ((0, len(form), _american(key.replace("'", "").replace(".", ""))),)


_parts = lru_cache(maxsize=1 << 17)(_parts_of)


def _plain(form: str) -> str:
    letters = unicodedata.normalize("NFKD", form.translate(LETTERS).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(LETTERS) or form


def _american(key: str) -> str:
    for size in range(min(LONGEST_ENDING, len(key)), 2, -1):
        length, instead = ENDINGS.get(key[-size:], (0, ""))
        if length and len(key) >= length:
            return key[:-size] + instead
    return key


def _spread(keys: list[str], start: int, end: int) -> tuple[tuple[int, int, str], ...]:
    """Share printed characters out between the words they stand for: ``gonna`` is ``go`` and ``nna``."""
    size = end - start
    cuts = [start + size * nth // len(keys) for nth in range(len(keys) + 1)]
    return tuple(zip(cuts, cuts[1:], keys, strict=False))


def _amount(amount: re.Match[str]) -> tuple[tuple[int, int, str], ...]:
    # A dollar sign is typography ("$5", "5 dollars"); another currency is not.
    sign, figures, rest = amount.groups()
    number = sign.replace("$", "") + figures.replace(",", "")
    if rest in AMOUNT_SCALES:
        return ((0, amount.start(3), number), (amount.start(3), amount.end(), AMOUNT_SCALES[rest]))
    return ((0, amount.end(), number + rest),)


def _with_numbers_joined(words: list[Word], text: str) -> Iterator[Word]:
    """Make one word of the parts of a number: ``twenty-two``, ``two thousand``, ``a hundred and five``."""
    at = 0
    while at < len(words):
        word, after = words[at], at + 1
        if number := _number(words, at, text):
            key, after = number
            word = Word(word.start, words[after - 1].end, key)
        elif word.key in ("a", "an") and _near(words, at + 1, text) and words[at + 1].key in BIG:
            word = word._replace(key="1")
        # "5 dollars" is "$5".
        if (word.key[-1].isdigit() or word.key in BIG) and _near(words, after, text) and words[after].key in DOLLARS:
            word = word._replace(end=words[after].end)
            after += 1
        yield word
        at = after


def _near(words: list[Word], at: int, text: str) -> bool:
    return at < len(words) and text[words[at - 1].end : words[at].start] in NUMBER_JOINTS


def _kind(words: list[Word], at: int, text: str) -> tuple[str, str]:
    return NUMBERS.get(text[words[at].start : words[at].end].casefold(), ("", ""))


def _number(words: list[Word], at: int, text: str) -> tuple[str, int] | None:
    """Read the number that begins at a word: its key and the place after it."""
    read = _below_thousand(words, at, text)
    if read is None or not read[0].isdecimal():
        return read
    key, after = read
    if not (_near(words, after, text) and words[after].key == "thousand"):
        return key, after
    key, after = str(1000 * int(key)), after + 1
    return _with_rest(key, after, _below_thousand, words, text)


def _below_thousand(words: list[Word], at: int, text: str) -> tuple[str, int] | None:
    if words[at].key in ("a", "an") and _near(words, at + 1, text) and words[at + 1].key in SCALES:
        read: tuple[str, int] | None = ("1", at + 1)
    else:
        read = _below_hundred(words, at, text) or _figures(words, at, text)
    if read is None:
        return None
    key, after = read
    if not (key.isdecimal() and _near(words, after, text) and words[after].key == "hundred"):
        return read
    return _with_rest(str(100 * int(key)), after + 1, _below_hundred, words, text)


def _below_hundred(words: list[Word], at: int, text: str) -> tuple[str, int] | None:
    kind, key = _kind(words, at, text)
    if kind != "ten":
        return (key, at + 1) if kind in ("unit", "teen") else None
    if _near(words, at + 1, text):
        following, unit = _kind(words, at + 1, text)
        if following == "unit" or (following == "ordinal" and len(unit) == 3):
            return key[0] + unit, at + 2
    return key, at + 1


def _figures(words: list[Word], at: int, text: str) -> tuple[str, int] | None:
    """Read "5" before a scale: "5 thousand"."""
    key = words[at].key
    if key.isdecimal() and len(key) < 4 and _near(words, at + 1, text) and words[at + 1].key in SCALES:
        return key, at + 1
    return None


def _with_rest(
    key: str,
    after: int,
    read: Callable[[list[Word], int, str], tuple[str, int] | None],
    words: list[Word],
    text: str,
) -> tuple[str, int]:
    """Add what follows a scale: "two hundred (and) five"."""
    rest = after + 1 if after < len(words) and words[after].key == "and" else after
    if _near(words, after, text) and _near(words, rest, text):
        more = read(words, rest, text)
        if more and more[0].isdecimal() and 0 < int(more[0]) < int(key):
            return str(int(key) + int(more[0])), more[1]
    return key, after
