"""The stem of a word: enough to see that "increases" and "increase" are one word otherwise inflected."""

from functools import lru_cache
from importlib.resources import files

SHORTEST = 4
ENDINGS = ("ing", "ed", "es", "s", "e")


def _read_forms() -> dict[str, str]:
    lines = files(__package__).joinpath("inflections.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {form: stem for stem, forms in rows for form in forms.split()}


IRREGULAR = _read_forms()


@lru_cache(maxsize=1 << 16)
def stem(key: str) -> str:
    """Give the stem of a word's key; two words of one stem need not be one, so look at their neighbours too.

    >>> stem("increases") == stem("increase"), stem("was") == stem("is"), stem("would") == stem("will")
    (True, True, True)
    >>> stem("bus"), stem("closing") == stem("closed")
    ('bus', True)
    """
    if key in IRREGULAR:
        return IRREGULAR[key]
    for ending in ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= SHORTEST - 1 and not key.endswith("ss"):
            bare = key[: -len(ending)]
            return bare[:-1] if len(bare) > SHORTEST and bare[-1] == bare[-2] and bare[-1] not in "ls" else bare
    return key
