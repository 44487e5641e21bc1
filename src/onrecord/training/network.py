"""The tagger as a network to train: an encoder, a score for each tag, a chain over the tags, pointers for the links."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel
from transformers.utils import logging

from onrecord.statements.learned.tagger import POINTER
from onrecord.statements.learned.tags import TAGS
from onrecord.statements.learned.units import SIGN

NEVER = -1e4
logging.set_verbosity_error()  # it tells at length that the pooling layer, which is not used, is not used
logging.disable_progress_bar()


class Network(nn.Module):
    """Word pieces in; for each piece a score of each tag and four vectors of ``POINTER`` numbers out.

    Shapes of the input are [windows, pieces], of the output [windows, pieces, TAGS + 4 * POINTER]. The vectors are,
    in order: a cue that looks for its source, a source, a content that looks for its cue, a cue.
    """

    def __init__(self, weights: Path, dropout: float = 0.1) -> None:
        super().__init__()
        config = AutoConfig.from_pretrained(weights, local_files_only=True)  # nosec B615 # a folder of the package
        config.hidden_dropout_prob = config.attention_probs_dropout_prob = dropout
        self.encoder = AutoModel.from_pretrained(weights, config=config, add_pooling_layer=False, local_files_only=True)  # nosec B615 # a folder of the package
        width = config.hidden_size
        self.shape = nn.Embedding(SIGN + 1, width)
        self.quote = nn.Embedding(4, width)
        self.edge = nn.Embedding(3, width)
        for extra in (self.shape, self.quote, self.edge):
            nn.init.zeros_(extra.weight)
        self.dropout = nn.Dropout(dropout)
        self.tag = nn.Linear(width, TAGS)
        self.point = nn.Linear(width, 4 * POINTER)
        self.encoder.get_input_embeddings().weight.requires_grad_(False)

    def forward(self, ids: Tensor, shapes: Tensor, quotes: Tensor, edges: Tensor, mask: Tensor | None = None) -> Tensor:
        """Score pieces; ``mask`` is 1 for those that are there."""
        words = self.encoder.get_input_embeddings()(ids) + self.shape(shapes) + self.quote(quotes) + self.edge(edges)
        hidden = self.dropout(self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)
        return torch.cat([self.tag(hidden), self.point(hidden)], dim=-1)


class Chain(nn.Module):
    """A linear-chain CRF over the tags of units (Lafferty, McCallum, Pereira 2001); a paragraph begins a new chain."""

    def __init__(self) -> None:
        super().__init__()
        self.step = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.start = nn.Parameter(torch.zeros(TAGS))
        self.end = nn.Parameter(torch.zeros(TAGS))

    def likelihood(self, scores: Tensor, tags: Tensor, opens: Tensor, mask: Tensor) -> Tensor:
        """Give the log-likelihood of the tags of each window, shape [windows].

        ``scores`` are [windows, units, TAGS]; ``opens`` marks units with which a chain begins, ``mask`` those there.
        """
        return self._score(scores, tags, opens, mask) - self._all(scores, opens, mask)

    def _score(self, scores: Tensor, tags: Tensor, opens: Tensor, mask: Tensor) -> Tensor:
        there = mask.to(scores.dtype)
        single = scores.gather(2, tags.unsqueeze(2)).squeeze(2)
        before, after = tags[:, :-1], tags[:, 1:]
        joint = torch.where(opens[:, 1:], self.end[before] + self.start[after], self.step[before, after])
        last = tags.gather(1, mask.sum(1, keepdim=True).long() - 1).squeeze(1)
        return (single * there).sum(1) + (joint * there[:, 1:]).sum(1) + self.start[tags[:, 0]] + self.end[last]

    def _all(self, scores: Tensor, opens: Tensor, mask: Tensor) -> Tensor:
        forward = self.start + scores[:, 0]
        fresh = self.end.unsqueeze(1) + self.start.unsqueeze(0)
        for at in range(1, scores.shape[1]):
            joint = torch.where(opens[:, at, None, None], fresh, self.step)
            following = torch.logsumexp(forward.unsqueeze(2) + joint, dim=1) + scores[:, at]
            forward = torch.where(mask[:, at, None], following, forward)
        return torch.logsumexp(forward + self.end, dim=1)


def pointer_loss(ask: Tensor, answer: Tensor, links: Sequence[tuple[int, int, int]], mask: Tensor) -> Tensor:
    """Give the mean cross-entropy of links (window, unit that asks, unit that answers), 0 for none.

    ``ask`` and ``answer`` are [windows, units + 1, POINTER]; place 0 stands for none.
    """
    if not links:
        return ask.sum() * 0
    window, here, there = torch.tensor(links).unbind(1)
    scores = torch.einsum("np,nup->nu", ask[window, here], answer[window]) / POINTER**0.5
    return nn.functional.cross_entropy(scores.masked_fill(~mask[window], NEVER), there)
