"""Several runs as one network: the mean of their weights (Wortsman et al. 2022, Model soups)."""

from collections.abc import Mapping, Sequence

from torch import Tensor


def average(states: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Average the weights of runs that began with the same ones and saw their data in other orders."""
    first = states[0]
    return {
        name: sum((state[name] for state in states[1:]), start=values.clone()) / len(states)
        if values.is_floating_point()
        else values
        for name, values in first.items()
    }
