"""Gather the mentions of a report into chains: full name, surname, given name, nickname of one person.

A surname that two full names of the report share belongs to the one named nearest in its paragraph, else to the one the
report is about; when neither tells, to nobody.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from onrecord.model import Span
from onrecord.people.mentions import Mention
from onrecord.text.names import Gender, folded, given_agree, is_initial, may_be_one, parse_name, surname


@dataclass(frozen=True, slots=True)
class Chain:
    """Every mention of one person in a report; ``name`` is the fullest that it prints, ``in_full`` where it does.

    ``sure`` tells that something besides capitals speaks for a person.
    """

    name: str
    mentions: tuple[Mention, ...]
    gender: Gender | None
    roles: tuple[str, ...]
    sure: bool
    in_full: tuple[Mention, ...] = ()

    def evidence(self, before: int) -> Span | None:
        """Give the place of the name nearest before a place, else the first one; None if only the headline has it."""
        named = self.in_full or self.mentions
        if not named:
            return None
        at = bisect_right(named, before, key=attrgetter("start"))
        return named[max(0, at - 1)].span


@dataclass(slots=True)
class _Gathered:
    """A chain being gathered; lives no longer than :func:`gather_chains`.

    ``full``, ``lone`` and ``acting`` are places, in order: of full names, of one word alone, of full names that act.
    """

    names: dict[str, None] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    full: list[int] = field(default_factory=list)
    lone: list[int] = field(default_factory=list)
    acting: list[int] = field(default_factory=list)
    full_roles: set[str] = field(default_factory=set)
    genders: Counter[Gender] = field(default_factory=Counter)
    headline: bool = False

    def take(self, mention: Mention) -> None:
        self.lone.append(mention.start)
        self._take(mention)

    def take_in_full(self, mention: Mention) -> None:
        self.full.append(mention.start)
        self.acting += [mention.start] if mention.acts else []
        self.full_roles.update(word for role in mention.roles for word in role.split())
        self._take(mention)

    def _take(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.names.setdefault(mention.name)
        if mention.gender:
            self.genders[mention.gender] += 1

    def fits(self, name: str) -> bool:
        return len(self.names) < CROWD and all(may_be_one(name, other) for other in self.names)

    @property
    def gender(self) -> Gender | None:
        if not self.genders:
            return None
        (gender, _), *others = sorted(self.genders.items(), key=lambda item: (-item[1], item[0]))
        return None if others and others[0][1] == self.genders[gender] else gender


@dataclass(slots=True)
class _Register:
    """The full names of a report: who bears one, and whom a word of it can call."""

    bearers: dict[str, _Gathered] = field(default_factory=dict)
    by_word: dict[str, dict[int, _Gathered]] = field(default_factory=dict)

    def chain_of(self, name: str) -> _Gathered:
        """Give the chain of a full name: the one that it may be one with, if it is just one, else a new one."""
        keys = _keys(name)
        if name not in self.bearers:
            near = {at: chain for key in keys if not self.is_crowd(key) for at, chain in self._called(key).items()}
            fitting = [chain for chain in near.values() if chain.fits(name)]
            self.bearers[name] = fitting[0] if len(fitting) == 1 else _Gathered()
        chain = self.bearers[name]
        for key in keys:
            self.by_word.setdefault(key, {})[id(chain)] = chain
        return chain

    def called(self, word: str) -> list[_Gathered]:
        """Give those whom a word alone can call."""
        return list(self._called(word).values())

    def is_crowd(self, word: str) -> bool:
        """Tell whether a word can call so many that it tells nothing: the surname of a list of names."""
        return len(self._called(word)) > CROWD

    def _called(self, word: str) -> Mapping[int, _Gathered]:
        return self.by_word.get(word, {})


def gather_chains(
    mentions: Sequence[Mention], headline: Iterable[Mention] = (), paragraphs: Sequence[int] = (0,)
) -> tuple[Chain, ...]:
    """Gather the persons among the mentions of a report and of its headline, in the order of their first mention.

    >>> from onrecord.people.mentions import find_mentions
    >>> found = find_mentions("Ana Ruiz met Joe Roe. Ruiz smiled, but Mr. Roe left.")
    >>> [(chain.name, len(chain.mentions)) for chain in gather_chains(found)]
    [('Ana Ruiz', 2), ('Joe Roe', 2)]
    """
    people = [mention for mention in mentions if mention.kind == "person"]
    register = _Register()
    for mention in people:
        if parse_name(mention.name).given:
            register.chain_of(mention.name).take_in_full(mention)
    for mention in headline:
        chain = register.chain_of(mention.name)
        chain.names.setdefault(mention.name)
        chain.headline = True
        if mention.gender and not chain.genders:
            chain.genders[mention.gender] += 1
    lone: dict[str, _Gathered] = {}
    called = [mention for mention in people if not parse_name(mention.name).given]
    genders: dict[str, set[Gender]] = {}
    for mention in called:
        if mention.gender:
            genders.setdefault(folded(mention.name), set()).add(mention.gender)
    for mention in called:
        key = folded(mention.name)
        if register.is_crowd(key):
            continue
        if mention.gender is None and mention.roles:  # President Roe is the Mr. Roe of the report, not Ana Roe
            shown = {chain.gender for chain in register.called(key)}
            told = sorted(genders.get(key, ()))
            others = [gender for gender in told if gender not in shown] or told
            mention = mention._replace(gender=others[0] if len(others) == 1 else None)
        owner = _owner(mention, register.called(key), lone.get(key), paragraphs)
        if owner is None:
            owner = lone.setdefault(key, _Gathered())
        elif owner is NOBODY:
            continue
        owner.take(mention)
    full = {id(chain): chain for chain in register.bearers.values()}
    done = [_chain(chain) for chain in [*full.values(), *lone.values()]]
    return tuple(sorted(done, key=lambda chain: (chain.mentions[0].start if chain.mentions else -1, chain.name)))


RELATIVES = frozenset({"wife", "husband", "son", "daughter", "brother", "sister", "mother", "father", "lady"})
SETTLED = 2  # times that a surname alone stands for somebody before it is his
CROWD = 50  # persons of one name, and names of one person; in 660 reports that were read, four share a name at most
NOBODY = _Gathered()  # a surname of two persons, when nothing tells which


def _keys(name: str) -> tuple[str, ...]:
    """Give the words by which a name can be called alone: its surname, the surname's last part, its given name."""
    parts = parse_name(name)
    last = parts.family.replace("-", " ").split()
    return tuple(dict.fromkeys(map(folded, (parts.family, *last[-1:], *parts.given[:1]))))


def _owner(
    mention: Mention, called: Sequence[_Gathered], lone: _Gathered | None, paragraphs: Sequence[int]
) -> _Gathered | None:
    """Tell whose a name of one word is: a full name's, that of those called so before, or (None) somebody new's."""
    found = [*called, *([lone] if lone else [])]
    fitting = [chain for chain in found if _may_call(mention, chain)]
    families = [
        chain for chain in fitting if any(folded(surname(name)) == folded(mention.name) for name in chain.names)
    ]
    candidates = families or fitting
    if len(candidates) > 1:
        return _meant(mention, candidates, paragraphs) or NOBODY
    return candidates[0] if candidates else None


def _may_call(mention: Mention, chain: _Gathered) -> bool:
    if not chain.fits(mention.name) or (mention.gender and chain.gender and mention.gender != chain.gender):
        return False
    if not chain.full:
        return True
    if chain.full[0] < mention.start and not mention.roles:
        return True
    is_relative = not RELATIVES.isdisjoint(chain.full_roles)
    # President Roe; his wife, Ana Roe. And a report that says Roe before it names Joe Roe Jr. speaks of his father.
    return not is_relative and (
        chain.full[0] < mention.start or not all(parse_name(name).suffix == "jr" for name in _full(chain))
    )


def _full(chain: _Gathered) -> list[str]:
    return [name for name in chain.names if parse_name(name).given]


def _meant(mention: Mention, candidates: Sequence[_Gathered], paragraphs: Sequence[int]) -> _Gathered | None:
    """Tell which of several persons of one surname is meant: the first that one clue alone speaks for."""
    begin = paragraphs[max(0, bisect_right(paragraphs, mention.start) - 1)]
    first = min(candidates, key=_first_in_full)
    heads = [chain for chain in candidates if not _is_dependent(chain)]
    clues = (
        [chain for chain in candidates if chain.full and chain.full[0] < mention.start],
        [chain for chain in candidates if _is_settled(chain, candidates)],
        [chain for chain in candidates if _count(chain.full, begin, mention.start)],
        [chain for chain in candidates if mention.hint and chain.gender == mention.hint],
        heads if first in heads else [],
    )
    here = [chain for chain in candidates if _acts(chain, begin, mention.start)]
    for meant in clues:
        if len(meant) == 1:
            return meant[0] if not here or here == meant else None
    others = max(len(chain.full or chain.mentions) for chain in candidates if chain is not first)
    own = len(first.full or first.mentions)
    return first if own > others or (own == others and first.headline) else None


def _first_in_full(chain: _Gathered) -> int:
    return (chain.full or chain.lone or [-1])[0]


def _is_dependent(chain: _Gathered) -> bool:
    """Tell whether a report names somebody as another's: his wife, Ana Roe; Joe Roe Jr."""
    junior = bool(chain.full) and all(parse_name(name).suffix == "jr" for name in _full(chain))
    return junior or not RELATIVES.isdisjoint(chain.full_roles)


def _is_settled(chain: _Gathered, candidates: Sequence[_Gathered]) -> bool:
    """Tell whether a surname alone meant a person before the report named the others who bear it."""
    first = min((other.full[0] for other in candidates if other is not chain and other.full), default=0)
    return bisect_left(chain.lone, first) >= SETTLED


def _acts(chain: _Gathered, start: int, end: int) -> bool:
    """Tell whether somebody named in full in a stretch acts there."""
    return _count(chain.acting, start, end) > 0


def _count(places: Sequence[int], start: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, start)


def _chain(gathered: _Gathered) -> Chain:
    mentions = tuple(sorted(gathered.mentions))
    roles = dict.fromkeys(role for mention in mentions for role in mention.roles)
    name = fullest(gathered.names)
    return Chain(
        name,
        mentions,
        gathered.gender,
        tuple(roles),
        gathered.headline or any(mention.sure for mention in mentions),
        tuple(mention for mention in mentions if mention.name == name),
    )


def fullest(names: Iterable[str]) -> str:
    """Give the name that tells most: written out before initials, but without middle names where it is printed so.

    >>> fullest(["Roe", "Joe Roe", "Joseph P. Roe", "J. P. Roe"])
    'Joe Roe'
    >>> fullest(["Roe", "Ana Roe", "Ana Roe Vale", "Roe Vale"])
    'Ana Roe Vale'
    """
    ranked = [(_fullness(name), -order, name) for order, name in enumerate(names)]
    most = max(ranked)[2]
    plain = [(order, name) for _, order, name in ranked if _is_plain_form(name, most)]
    return max(plain)[1] if plain else most


def _is_plain_form(name: str, full: str) -> bool:
    one, other = parse_name(name), parse_name(full)
    return (
        len(one.given) == 1
        and not is_initial(one.given[0])
        and folded(one.family) == folded(other.family)
        and given_agree(one.given[0], other.given[0])
        and (one.suffix == other.suffix or other.suffix not in ("jr", "sr"))
    )


def _fullness(name: str) -> tuple[int, int, int]:
    parts = parse_name(name)
    written = sum(len(folded(word)) > 1 for word in parts.given)
    return bool(parts.given), len(parts.given) + written + bool(parts.suffix), -name.isupper()
