"""The training itself: batches, steps, checkpoints; the same seed gives the same weights on the same machine."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.statements.learned.tagger import POINTER
from onrecord.statements.learned.tags import TAGS
from onrecord.statements.learned.units import CAPITALS, FIGURES, PARAGRAPH, SENTENCE, SIGN
from onrecord.training.config import Config
from onrecord.training.examples import Example, shuffled_windows
from onrecord.training.network import Chain, Network, pointer_loss


class Tagger(nn.Module):
    """The network with its chain, as one thing to train and to save."""

    def __init__(self, weights: Path, dropout: float) -> None:
        super().__init__()
        self.network = Network(weights, dropout)
        self.chain = Chain()


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows, padded: pieces as the network reads them, and the units' places, tags, chain starts and links."""

    pieces: tuple[Tensor, Tensor, Tensor, Tensor]  # ids, shapes, quotes, edges
    mask: Tensor
    first: Tensor
    there: Tensor
    tags: Tensor
    opens: Tensor
    sources: list[tuple[int, int, int]]
    cues: list[tuple[int, int, int]]


def batch_of(windows: Sequence[Sequence[Example]], ends: tuple[int, int]) -> Batch:
    """Pad windows to one size; ``ends`` are the ids of the pieces that open and close a window."""
    longest = max(sum(len(each.units.ids) for each in window) for window in windows) + 2
    most = max(sum(len(each.units.spans) for each in window) for window in windows)
    size = len(windows)
    pieces = torch.zeros(4, size, longest, dtype=torch.long)
    mask = torch.zeros(size, longest, dtype=torch.long)
    first = torch.zeros(size, most, dtype=torch.long)
    there = torch.zeros(size, most, dtype=torch.bool)
    tags = torch.zeros(size, most, dtype=torch.long)
    opens = torch.zeros(size, most, dtype=torch.bool)
    sources: list[tuple[int, int, int]] = []
    cues: list[tuple[int, int, int]] = []
    for row, window in enumerate(windows):
        pieces[0, row, 0] = ends[0]
        at, unit = 1, 0
        for example in window:
            units = example.units
            length, count = len(units.ids), len(units.spans)
            rows = (units.ids, units.shapes, units.quotes, units.edges)
            pieces[:, row, at : at + length] = torch.tensor(rows)
            first[row, unit : unit + count] = torch.tensor(units.first) + at
            tags[row, unit : unit + count] = torch.tensor(example.tags)
            opens[row, unit] = True
            # Places of units in pointers count from 1; 0 stands for none.
            sources += [
                (row, cue + unit + 1, source + unit + 1 if source >= 0 else 0) for cue, source in example.sources
            ]
            cues += [(row, content + unit + 1, cue + unit + 1) for content, cue in example.cues]
            at, unit = at + length, unit + count
        pieces[0, row, at] = ends[1]
        mask[row, : at + 1] = 1
        there[row, :unit] = True
    return Batch((pieces[0], pieces[1], pieces[2], pieces[3]), mask, first, there, tags, opens, sources, cues)


def loss_of(tagger: Tagger, batch: Batch, pointers: float) -> Tensor:
    """Give the loss of a batch, per unit."""
    out = tagger.network(*batch.pieces, batch.mask).float()
    rows = torch.arange(out.shape[0]).unsqueeze(1)
    units = out[rows, batch.first]
    chain = tagger.chain.likelihood(units[..., :TAGS], batch.tags, batch.opens, batch.there)
    vectors = torch.cat([out[:, :1, TAGS:], units[..., TAGS:]], dim=1)
    asks, source, content, cue = vectors.split(POINTER, dim=-1)
    known = torch.cat([torch.ones(out.shape[0], 1, dtype=torch.bool), batch.there], dim=1)
    links = pointer_loss(asks, source, batch.sources, known) + pointer_loss(content, cue, batch.cues, known)
    return -chain.sum() / batch.there.sum() + pointers * links


def train(
    articles: Sequence[Sequence[Example]],
    weights: Path,
    ends: tuple[int, int],
    config: Config,
    seed: int,
    folder: Path,
    log: Callable[[str], None],
) -> Tagger:
    """Train a tagger, or go on from ``folder/checkpoint.pt``.

    ``articles`` are paragraphs with gold tags, ``weights`` is the folder of the encoder to start from, ``ends`` are
    the ids of the pieces that open and close a window.
    """
    torch.manual_seed(config.start)
    tagger = Tagger(weights, config.dropout)
    optimizer = torch.optim.AdamW(_groups(tagger, config), weight_decay=0.01)
    base = [group["lr"] for group in optimizer.param_groups]
    plan = [batch for epoch in range(config.epochs) for batch in _batches(articles, config, f"{seed} {epoch}")]
    begun = 0
    saved = folder / "checkpoint.pt"
    if saved.exists():
        state = torch.load(saved)  # nosec B614 # weights only, as torch does by itself
        tagger.load_state_dict(state["tagger"])
        optimizer.load_state_dict(state["optimizer"])
        begun = state["step"]
    tagger.train()
    started, total, seen = time.monotonic(), 0.0, 0
    for step in range(begun, len(plan)):
        torch.manual_seed(seed * 1_000_003 + step)  # a run that goes on drops what an undisturbed one drops
        rate = _rate(step, len(plan), config.warm_up)
        for group, top in zip(optimizer.param_groups, base, strict=True):
            group["lr"] = top * rate
        batch = batch_of(_augmented(plan[step], config.plain, f"{seed} {step} augmented"), ends)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=config.half):
            loss = loss_of(tagger, batch, config.pointers)
        loss.backward()
        nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        total, seen = total + loss.item(), seen + 1
        if (step + 1) % config.every == 0 or step + 1 == len(plan):
            save({"tagger": tagger.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}, saved)
            spent = (time.monotonic() - started) / 60
            log(f"step {step + 1} of {len(plan)}: loss {total / seen:.4f}, {spent:.1f} min")
            total, seen = 0.0, 0
    return tagger.eval()


def save(state: object, path: Path) -> None:
    """Write a file whole or not at all."""
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def _groups(tagger: Tagger, config: Config) -> list[dict[str, object]]:
    encoder = [each for each in tagger.network.encoder.parameters() if each.requires_grad]
    known = {id(each) for each in encoder} | {id(each) for each in tagger.chain.parameters()}
    heads = [each for each in tagger.network.parameters() if each.requires_grad and id(each) not in known]
    return [
        {"params": encoder, "lr": config.encoder_rate},
        {"params": heads, "lr": config.head_rate},
        {"params": list(tagger.chain.parameters()), "lr": config.chain_rate, "weight_decay": 0.0},
    ]


def _rate(step: int, steps: int, warm_up: int) -> float:
    return min((step + 1) / warm_up, (steps - step) / max(1, steps - warm_up))


def _batches(articles: Sequence[Sequence[Example]], config: Config, seed: str) -> Iterator[list[tuple[Example, ...]]]:
    """Give an epoch's batches: windows of about one length together, ``config.pieces`` pieces a batch, shuffled."""
    chance = random.Random(seed)  # nosec B311 # a shuffle, no secret
    windows = shuffled_windows(articles, config.shortest, config.longest, chance)
    length = lambda window: sum(len(each.units.ids) for each in window) + 2  # noqa: E731
    batches: list[list[tuple[Example, ...]]] = []
    pool = 256  # windows sorted together, so that little is padded and much stays mixed
    for at in range(0, len(windows), pool):
        batch: list[tuple[Example, ...]] = []
        for window in sorted(windows[at : at + pool], key=length):
            if batch and length(window) * (len(batch) + 1) > config.pieces:
                batches.append(batch)
                batch = []
            batch.append(window)
        batches.append(batch)
    chance.shuffle(batches)
    yield from batches


def _augmented(windows: Sequence[Sequence[Example]], plain: float, seed: str) -> list[list[Example]]:
    """Hide from some windows what some texts do not have: capitals, and the borders of paragraphs."""
    chance = random.Random(seed)  # nosec B311 # a shuffle, no secret
    return [_without(window, shapes=chance.random() < plain, borders=chance.random() < plain) for window in windows]


def _without(window: Sequence[Example], *, shapes: bool, borders: bool) -> list[Example]:
    changed = []
    for example in window:
        units = example.units
        if shapes:  # all small, or all capitals: marks and figures keep their shape
            units = replace(units, shapes=tuple(each if each in (FIGURES, SIGN) else CAPITALS for each in units.shapes))
        if borders:
            units = replace(units, edges=tuple(SENTENCE if each == PARAGRAPH else each for each in units.edges))
        changed.append(replace(example, units=units))
    return changed
