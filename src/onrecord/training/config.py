"""The settings of a training run, from a TOML file."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Config:
    """All that decides what comes out; ``config.toml`` says what each is."""

    encoder: str
    start: int
    seeds: list[int]
    epochs: int
    held_out: int
    pieces: int
    shortest: int
    longest: int
    encoder_rate: float
    head_rate: float
    chain_rate: float
    warm_up: int
    dropout: float
    pointers: float
    plain: float
    half: bool
    every: int


def read_config(path: Path) -> Config:
    """Read a TOML file; raises OSError, ValueError, and TypeError for a setting too many or too few."""
    return Config(**tomllib.loads(path.read_text(encoding="utf-8")))
