"""Printed names of people: what of them is a name, and whether two can be one person.

Nothing here knows who is who. ``may_be_one`` answers "can these be one person", and a careful caller still asks the
context: no string tells Paul Ryan from Tim Ryan when the report prints "Ryan".
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple, TypeAlias

Gender: TypeAlias = Literal["f", "m"]


def _rows(table: str) -> list[list[str]]:
    lines = files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


TITLES = {title: (gender, place) for title, gender, place in _rows("titles.tsv")}
GIVEN = {name.casefold(): gender for name, gender in _rows("first-names.tsv")}
LONG_TITLES: dict[str, list[tuple[str, ...]]] = {}
for phrase in filter(lambda title: " " in title, TITLES):
    LONG_TITLES.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
SUFFIXES = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
    "phd": "",
    "md": "",
    "esq": "",
}
PARTICLES = frozenset(
    {"de", "da", "di", "do", "del", "della", "den", "der", "des", "dos", "das", "du", "la", "le", "las", "los", "van"}
    | {"von", "vander", "ter", "ten", "zu", "zur", "bin", "ibn", "bint", "al", "el", "ul", "ud", "abu", "ben", "st."}
    | {"y", "e"}
)
NICKNAMES: dict[str, set[int]] = {}
for number, (full, shorts) in enumerate(_rows("nicknames.tsv")):
    for each in (full, *shorts.split()):
        NICKNAMES.setdefault(each, set()).add(number)

ASIDE = re.compile(
    r"""
      \( [^()]* (?: \) | $ )                           # Sen. Ted Cruz (R-Texas)
    | (?<!\w) [“"‘'] [^“”"‘’']{1,40} [”"’'] (?!\w)     # Joseph “Joe” Biden
    """,
    re.VERBOSE,
)
POSSESSIVE = re.compile(r"(?: ['’ʼ]s | (?<=[sS])['’ʼ] ) $", re.VERBOSE | re.IGNORECASE)
GLUED_INITIALS = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_])")  # H.W. -> H. W.
TAIL = frozenset(
    {"of", "from", "at", "in", "for", "with", "on", "to", "and", "or", "who", "whose", "that", "as", "is", "was"}
)


class Name(NamedTuple):
    """The parts of a printed name; ``given`` holds middle names and initials too, ``gender`` is what a title tells."""

    given: tuple[str, ...]
    family: str
    suffix: str
    gender: Gender | None


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Give a word to compare by: no case, accents or marks.

    >>> folded("O’Neill"), folded("García"), folded("Jr.")
    ('oneill', 'garcia', 'jr')
    """
    if word.isascii():
        return "".join(filter(str.isalnum, word.lower()))
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if letter.isalnum()) or word


def is_initial(word: str) -> bool:
    """Tell whether a word is an initial: "M." or "M".

    >>> is_initial("M."), is_initial("Mo")
    (True, False)
    """
    return len(word) == 1 or (len(word) == 2 and word[1] == ".")


@lru_cache(maxsize=65536)
def bare_name(name: str) -> str:
    """Take titles, honorifics, roles and what follows the name off.

    >>> bare_name("White House press secretary Karoline Leavitt")
    'Karoline Leavitt'
    >>> bare_name("Sen. Ted Cruz, R-Texas"), bare_name("Mr. Trump’s"), bare_name("Donald Trump, Jr.")
    ('Ted Cruz', 'Trump', 'Donald Trump Jr.')
    >>> bare_name("Secretary of State John Kerry"), bare_name("the president")
    ('John Kerry', '')
    """
    words, _ = _without_titles(name)
    return " ".join(words)


@lru_cache(maxsize=65536)
def surname(name: str) -> str:
    """Give the family name as printed, with its particles: the word that a report goes on with.

    >>> surname("President Donald Trump"), surname("Chris Van Hollen"), surname("Ursula von der Leyen")
    ('Trump', 'Van Hollen', 'von der Leyen')
    >>> surname("Robert F. Kennedy Jr."), surname("Madonna"), surname("the president")
    ('Kennedy', 'Madonna', '')
    """
    words, _ = _without_titles(name)
    while len(words) > 1 and folded(words[-1]) in SUFFIXES:
        words = words[:-1]
    return " ".join(words[_family_start(words) :])


def gender_of(name: str) -> Gender | None:
    """Tell the gender that a title or a common given name shows; None when neither does.

    >>> gender_of("Mrs. Clinton"), gender_of("Bill Clinton"), gender_of("Robin Vos"), gender_of("Clinton")
    ('f', 'm', None, None)
    """
    parts = parse_name(name)
    if parts.gender:
        return parts.gender
    return next(filter(None, (gender_of_given(each) for each in parts.given if not is_initial(each))), None)


def gender_of_given(word: str) -> Gender | None:
    """Tell the gender of a given name.

    >>> gender_of_given("Hillary"), gender_of_given("Jean-Claude"), gender_of_given("Xyz")
    ('f', 'm', None)
    """
    found = GIVEN.get(word.casefold()) or GIVEN.get(re.split(r"[-‑]", word)[0].casefold())
    return "f" if found == "f" else "m" if found == "m" else None


@lru_cache(maxsize=65536)
def parse_name(name: str) -> Name:
    """Part a printed name into given names, family name and suffix.

    >>> parse_name("Vice President Joseph R. Biden Jr.")
    Name(given=('Joseph', 'R.'), family='Biden', suffix='jr', gender=None)
    """
    words, gender = _without_titles(name)
    suffix = ""
    while len(words) > 1 and folded(words[-1]) in SUFFIXES:
        suffix = SUFFIXES[folded(words[-1])] or suffix
        words = words[:-1]
    start = _family_start(words)
    given = GLUED_INITIALS.sub(" ", " ".join(words[:start])).split()
    return Name(tuple(given), " ".join(words[start:]), suffix, gender)


@lru_cache(maxsize=65536)
def may_be_one(name: str, other: str) -> bool:
    """Tell whether two printed names can be one person.

    >>> may_be_one("Trump", "President Donald Trump"), may_be_one("Bill Clinton", "William J. Clinton")
    (True, True)
    >>> may_be_one("Hillary Clinton", "Bill Clinton"), may_be_one("Mrs. Clinton", "Bill Clinton")
    (False, False)
    >>> may_be_one("George W. Bush", "George H.W. Bush"), may_be_one("Donald Trump Jr.", "Donald Trump")
    (False, False)
    """
    one, two = parse_name(name), parse_name(other)
    if not one.family or not two.family:
        return folded(name) == folded(other)
    return _genders_agree(name, other) and _suffixes_agree(one, two) and _words_agree(one, two)


def given_agree(word: str, other: str) -> bool:
    """Tell whether two given names can be one: the same, an initial of it, a common short form.

    >>> given_agree("Mike", "Michael"), given_agree("M.", "Michael"), given_agree("Mike", "Mark")
    (True, True, False)
    """
    one, two = folded(word), folded(other)
    if one == two:
        return True
    if not one or not two:
        return False
    if len(one) == 1 or len(two) == 1:
        return one[0] == two[0]
    return not NICKNAMES.get(one, set()).isdisjoint(NICKNAMES.get(two, ()))


def _without_titles(name: str) -> tuple[tuple[str, ...], Gender | None]:
    head, *rest = [part.split() for part in ASIDE.sub(" ", name).split(",")]
    if rest and rest[0] and folded(rest[0][0]) in SUFFIXES:
        head = [*head, rest[0][0]]
    words = [word for word in (_trimmed(word) for word in head) if word]
    if not words:
        return (), None
    words[-1] = POSSESSIVE.sub("", words[-1])
    words = [word for word in words if word]
    if not words:
        return (), None
    cased = any(word[0].isupper() for word in words)
    if not cased and words[0].lower() in ("the", "a", "an"):  # a senior official
        return (), None
    start, gender = titles_end(words, cased=cased)
    end = next((at for at in range(start, len(words)) if words[at] in TAIL), len(words))
    return tuple(words[start:end]), gender


def _trimmed(word: str) -> str:
    return word.strip('“”"‘’[]{}<>;:!?*_—–…').lstrip("'.-").rstrip("-")


def titles_end(words: Sequence[str], *, cased: bool = True) -> tuple[int, Gender | None]:
    """Count the words before a name that are its titles and roles, and tell the gender they show.

    >>> titles_end(["former", "Rep.", "Jane", "Roe"]), titles_end(["Mrs.", "Roe"]), titles_end(["Jane", "Roe"])
    ((2, None), (1, 'f'), (0, None))
    """
    end, at = 0, 0
    gender: Gender | None = None
    keys = [word.lower().rstrip(".") for word in words]
    while at < len(words):
        length = _title_length(keys, at, is_first=at == end)
        if length:
            told = TITLES[" ".join(keys[at : at + length])][0]
            gender = "f" if told == "f" else "m" if told == "m" else gender
            at += length
            end = at
            continue
        if at and words[at] in TAIL:  # "Ted Cruz of Texas"; "a spokesman for Ted Cruz" holds no name of a speaker
            break
        small = cased and words[at][0].islower() and keys[at] not in PARTICLES and not _is_mixed(words[at])
        small = small or (at + 1 < len(words) and POSSESSIVE.search(words[at]) is not None)  # CNN's Wolf Blitzer
        at += 1
        if small or (at == end + 1 and keys[at - 1] in ("the", "a", "an")):
            end = at
    return end, gender


def _is_mixed(word: str) -> bool:
    return any(letter.isupper() for letter in word)  # al-Assad, d’Estaing


def _title_length(keys: list[str], at: int, *, is_first: bool) -> int:
    for title in LONG_TITLES.get(keys[at], ()):
        if tuple(keys[at : at + len(title)]) == title:
            return len(title)
    if keys[at] not in TITLES:
        return 0
    before = keys[at - 1] if at else ""
    after = keys[at + 1] if at + 1 < len(keys) else ""
    if TITLES[keys[at]][1] == "first":  # Judge Reinhold, Court Judge Robert Simpson; not Angus King
        return 1 if after and (is_first or (after in GIVEN and before not in GIVEN)) else 0
    # A title that closes a full name is a surname: Bernie Coach, Al Senator Jr.
    return 0 if before in GIVEN and (not after or folded(after) in SUFFIXES) else 1


def _family_start(words: tuple[str, ...]) -> int:
    if not words:
        return 0
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    # "Van Hollen", "de Blasio" printed alone; but Van Jones and Ben Carson have a given name.
    if start == 1 and words[0].lower() in PARTICLES and GIVEN.get(words[0].lower()) is None:
        start = 0
    return start


def _genders_agree(name: str, other: str) -> bool:
    one, two = gender_of(name), gender_of(other)
    if one is None or two is None or one == two:
        return True
    # Two given names decide by themselves: a table of genders is no better than the names are.
    return bool(parse_name(name).given and parse_name(other).given)


def _suffixes_agree(one: Name, two: Name) -> bool:
    """Junior is not senior; and the same given name with "Jr." and without is father and son."""
    if one.suffix and two.suffix:
        return one.suffix == two.suffix
    if one.suffix in ("jr", "sr") or two.suffix in ("jr", "sr"):
        return [*map(folded, one.given)] != [*map(folded, two.given)] or not one.given
    return True


def _pieces(parts: Name) -> list[str]:
    words = [piece for word in parts.given for piece in re.split(r"[-‑]", word) if piece]
    return [*words, *re.split(r"[-‑\s]+", parts.family)]


def _words_agree(one: Name, two: Name) -> bool:
    if not one.given or not two.given:
        return _lone_agrees(one, two) if not one.given else _lone_agrees(two, one)
    first, second = [*map(folded, _pieces(one))], [*map(folded, _pieces(two))]
    if "".join(first) == "".join(second):  # Kim Jong Un, Kim Jong-un; J.D. Vance, JD Vance
        return True
    short, long = sorted((first, second), key=len)
    # Andrés Manuel López Obrador, López Obrador; Hillary Rodham, Hillary Rodham Clinton
    if len(short) > 1 and len(short) < len(long) and short in (long[: len(short)], long[-len(short) :]):
        return True
    return _families_agree(one.family, two.family) and _all_given_agree(one.given, two.given)


def _lone_agrees(lone: Name, full: Name) -> bool:
    """A single name is a surname, or (without a title that asks for one) a given name: Hillary, Bernie, Xi."""
    if _families_agree(lone.family, full.family):
        return True
    if lone.gender or not full.given:
        return False
    return folded(lone.family) == folded(full.given[0]) or bool(lone.suffix and given_agree(lone.family, full.given[0]))


def _families_agree(one: str, two: str) -> bool:
    if folded(one) == folded(two):
        return True
    last, other = one.split()[-1], two.split()[-1]
    if folded(last) == folded(other):  # de Blasio, Blasio
        return len(one.split()) == 1 or len(two.split()) == 1
    parts = {folded(part) for part in re.split(r"[-‑]", last)}
    others = {folded(part) for part in re.split(r"[-‑]", other)}
    return (len(parts) > 1 or len(others) > 1) and (parts < others or others < parts)  # Townsend, Townsend-Saunders


def _all_given_agree(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    short, long = sorted((one, two), key=len)
    if given_agree(short[0], long[0]):
        # Middle names stand side by side: George W. is not George H. W.
        return all(given_agree(word, other) for word, other in zip(short[1:], long[1:], strict=False))
    # Willard Mitt Romney goes by Mitt, M. Isabel Medina by Isabel.
    return len(long) > len(short) and all(given_agree(a, b) for a, b in zip(short, long[1:], strict=False))
