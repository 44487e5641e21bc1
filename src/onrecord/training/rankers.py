"""Training of the rankers that link contents to cues and cues to sources, on tags as the network predicts them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from onrecord.model import Span
from onrecord.statements.gold import Gold
from onrecord.statements.learned.links import FEATURES, Ground, Ranker, features_of
from onrecord.statements.learned.spans import Role
from onrecord.statements.learned.tagger import Scores
from onrecord.statements.learned.units import Units

HIDDEN = 24
ROUNDS = 400
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Choice:
    """Candidates as rows of features, none first, and which is right."""

    features: Floats
    right: int


def choices_of(
    roles: Sequence[Role], attributions: Iterable[Gold], units: Units, scores: Scores
) -> tuple[list[Choice], list[Choice]]:
    """Give what there was to choose in one paragraph: sources for its cues, then cues for its contents."""
    kept = list(attributions)
    ground = Ground(roles, units, scores)
    cues = [each for each in roles if each.role == "cue"]
    contents = [each for each in roles if each.role == "content"]
    sources = [each for each in roles if each.role == "source"]
    of_cues = []
    for cue in cues:
        gold = next((each for each in kept if any(_meet(cue, span) for span in each.cue)), None)
        if gold is None:
            continue
        right = _first(sources, gold.source)
        if right or not gold.source:
            of_cues.append(Choice(features_of(cue, sources, ground), right))
    of_contents = []
    for content in contents:
        gold = max(kept, key=lambda each: sum(_shared(content, span) for span in each.content), default=None)
        said = gold is not None and any(_meet(content, span) for span in gold.content)
        right = _first(cues, gold.cue) if gold is not None and said else 0
        of_contents.append(Choice(features_of(content, cues, ground), right))
    return of_cues, of_contents


def train_ranker(choices: Sequence[Choice], seed: int = 1) -> Ranker:
    """Learn to choose; the loss is the cross-entropy over the candidates of each choice."""
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(FEATURES, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1, bias=False))
    rows = torch.from_numpy(np.concatenate([choice.features for choice in choices]))
    sizes = torch.tensor([len(choice.features) for choice in choices])
    which = torch.repeat_interleave(torch.arange(len(choices)), sizes)
    starts = torch.cumsum(sizes, 0) - sizes
    right = starts + torch.tensor([choice.right for choice in choices])
    optimizer = torch.optim.AdamW(net.parameters(), 1e-2, weight_decay=1e-2)
    for _ in range(ROUNDS):
        scores = net(rows).squeeze(1)
        total = torch.zeros(len(choices)).index_add(0, which, scores.exp()).log()
        loss = (total - scores[right]).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    inner, outer = net[0], net[2]
    return Ranker(inner.weight.detach().numpy().T, inner.bias.detach().numpy(), outer.weight.detach().numpy()[0])


def _first(roles: Sequence[Role], spans: Sequence[Span]) -> int:
    return next((nth for nth, each in enumerate(roles, 1) if any(_meet(each, span) for span in spans)), 0)


def _meet(role: Role, span: Span) -> bool:
    return _shared(role, span) > 0


def _shared(role: Role, span: Span) -> int:
    return max(0, min(role.span.end, span.end) - max(role.span.start, span.start))
