"""What rulings on two say of one another, whatever the two are: which are on the same, which contradict."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeAlias, TypeVar

from onrecord.model import Ruling, RulingKind

Node = TypeVar("Node", bound=Hashable)
Link: TypeAlias = tuple[Ruling, Node, Node]  # a ruling with the two that it is about

JOINING: frozenset[RulingKind] = frozenset({"same", "same-utterance"})


def components(nodes: Iterable[Node], edges: Iterable[tuple[Node, Node]]) -> list[list[Node]]:
    """Give the nodes that edges connect, in the order of the nodes.

    >>> components("abcd", [("a", "c")])
    [['a', 'c'], ['b'], ['d']]
    """
    beside: dict[Node, list[Node]] = {node: [] for node in nodes}
    for one, other in edges:
        beside[one].append(other)
        beside[other].append(one)
    seen: set[Node] = set()
    found: list[list[Node]] = []
    for node in beside:
        if node not in seen:
            seen.add(node)
            component = [node]
            for each in component:
                fresh = [other for other in dict.fromkeys(beside[each]) if other not in seen]
                seen.update(fresh)
                component += fresh
            found.append(component)
    return found


def alike(wanted: Ruling, links: Iterable[Link[Node]]) -> list[str]:
    """Give the ids of the rulings that are about the same two as one of them, itself included."""
    pairs = {ruling.id: {one, other} for ruling, one, other in links}
    return [each for each, pair in pairs.items() if pair == pairs.get(wanted.id)]


def contradictions(links: Sequence[Link[Node]]) -> list[tuple[Ruling, tuple[Ruling, ...]]]:
    """Give the rulings that part what others join, with these, in a chain from one end to the other."""
    chains: dict[Node, list[tuple[Ruling, Node]]] = defaultdict(list)
    for ruling, one, other in links:
        if ruling.ruling in JOINING:
            chains[one].append((ruling, other))
            chains[other].append((ruling, one))
    found = []
    for ruling, one, other in links:
        chain = None if ruling.ruling in JOINING else _chain(one, other, chains)
        if chain is not None:
            found.append((ruling, chain))
    return found


def _chain(start: Node, end: Node, chains: Mapping[Node, Sequence[tuple[Ruling, Node]]]) -> tuple[Ruling, ...] | None:
    """Find the shortest chain of rulings from one to another."""
    reached: dict[Node, tuple[Ruling, ...]] = {start: ()}
    waiting = [start]
    for node in waiting:
        for ruling, other in chains.get(node, ()):
            if other not in reached:
                reached[other] = (*reached[node], ruling)
                waiting.append(other)
    return reached.get(end)
