"""How much it tells when two texts share a word: "the" hardly anything, a rare word much."""

from importlib.resources import files

HEAVIEST = 30


def _read_weights() -> dict[str, int]:
    lines = files(__package__).joinpath("weights.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {key: round(10 * float(weight)) for weight, keys in rows for key in keys.split()}


WEIGHTS = _read_weights()


def weight_of(key: str) -> int:
    """Give the weight of a word's key, in tenths: whole numbers, so that sums do not depend on their order.

    >>> weight_of("the"), weight_of("bakery")
    (4, 30)
    """
    return WEIGHTS.get(key, HEAVIEST)
