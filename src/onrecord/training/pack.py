"""From a trained network to the files of the package: int8 weights, rankers, confidence, the least confidence.

The rankers and the confidence are learned on articles held out from the network's training, so that they see tags as
they will be on new text; the least confidence is chosen on the development articles.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.model import Span
from onrecord.statements.draft import Draft
from onrecord.statements.gold import Article, Gold
from onrecord.statements.learned.chain import Chain, decode
from onrecord.statements.learned.confidence import FEATURES, Confidence, features_of
from onrecord.statements.learned.drafts import drafts_of, is_kept
from onrecord.statements.learned.quotes import settle
from onrecord.statements.learned.tagger import Tagger
from onrecord.statements.learned.units import units_of
from onrecord.statements.learned.weights import Weights
from onrecord.statements.measure import figures_of, match, told_in
from onrecord.text.quotemarks import find_quotations
from onrecord.text.sentences import paragraphs
from onrecord.training.rankers import Choice, choices_of, train_ranker

Floats = NDArray[np.float32]
DECAY = 1e-3
TRIED = [nth / 100 for nth in range(0, 60, 2)]


class Judged(NamedTuple):
    """A draft as features, and whether content and source are right."""

    features: Floats
    right: bool


def learn(network: Tagger, chain: Chain, held: Sequence[Article], dev: Sequence[Article], pieces: Tokenizer) -> Weights:
    """Learn what stands beside the network."""
    of_cues: list[Choice] = []
    of_contents: list[Choice] = []
    for article in held:
        quotations = [each for each in find_quotations(article.text) if each.depth == 0]
        parts = list(units_of(article.text, paragraphs(article.text), quotations, pieces))
        scores = [network.score(units) for units in parts]
        tagged = decode([each.tags for each in scores], chain)
        for units, score, tags in zip(parts, scores, tagged, strict=True):
            inside = Span(units.spans[0].start, units.spans[-1].end)
            roles = settle(article.text, units, tags, quotations)
            sources, cues = choices_of(roles, _within(article.attributions, inside), units, score)
            of_cues += sources
            of_contents += cues
    blank = Confidence(np.zeros(FEATURES, np.float32), np.zeros(1, np.float32))
    weights = Weights(chain, train_ranker(of_cues), train_ranker(of_contents), blank, 0.0)
    judged = [each for article in held for each in judge(article, network, weights)]
    weights = weights._replace(confidence=fit(judged))
    return weights._replace(least=choose_least(dev, network, weights))


def judge(article: Article, network: Tagger, weights: Weights) -> Iterator[Judged]:
    """Tell which of the statements found in an article are right."""
    drafts = drafts_of(article.text, paragraphs(article.text), network, weights)
    found = told_in(article, [gold_of(draft) for draft, _ in drafts])
    features = {told.gold: features_of(each, draft.form) for told, (draft, each) in zip(found, drafts, strict=True)}
    for pair in match(told_in(article, article.attributions), found):
        if pair.found is not None:
            yield Judged(features[pair.found.gold], pair.fault in (None, "borders"))


def fit(judged: Sequence[Judged]) -> Confidence:
    """Fit the logistic model, with a little weight decay."""
    rows = torch.from_numpy(np.stack([each.features for each in judged]))
    right = torch.tensor([float(each.right) for each in judged])
    model = torch.nn.Linear(FEATURES, 1)
    torch.nn.init.zeros_(model.weight)
    optimizer = torch.optim.LBFGS(model.parameters(), max_iter=200)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        entropy = torch.nn.functional.binary_cross_entropy_with_logits(model(rows).squeeze(1), right)
        total: torch.Tensor = entropy + DECAY * model.weight.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    return Confidence(model.weight.detach().numpy()[0], model.bias.detach().numpy())


def choose_least(articles: Sequence[Article], network: Tagger, weights: Weights) -> float:
    """Choose the least confidence around which the end-to-end F1 is best; one step alone would be chance."""
    found = []
    for article in articles:
        drafts = []
        for draft, each in drafts_of(article.text, paragraphs(article.text), network, weights):
            draft.confidence = weights.confidence.of(each, draft.form)
            drafts.append(draft)
        told = told_in(article, map(gold_of, drafts))
        found.append((article, told_in(article, article.attributions), list(zip(told, drafts, strict=True))))

    def reached(least: float) -> float:
        return figures_of(
            (marked, [each for each, draft in some if is_kept(article.text, draft, least)])
            for article, marked, some in found
        ).end_to_end

    reach = [reached(least) for least in TRIED]
    windows = [reach[max(0, nth - 2) : nth + 3] for nth in range(len(reach))]
    best = max(range(len(TRIED)), key=lambda nth: sum(windows[nth]) / len(windows[nth]))
    return TRIED[best]


def gold_of(draft: Draft) -> Gold:
    """Give a draft as a statement to compare."""
    return Gold(tuple(draft.content), tuple(draft.cue), tuple(draft.source))


def write_weights(weights: Weights, path: Path) -> None:
    """Write weights as JSON with six digits, for the package."""

    def lists(arrays: Iterable[Floats]) -> list[object]:
        return [np.round(array.astype(np.float64), 6).tolist() for array in arrays]

    names = ("chain", "sources", "cues", "confidence")
    row = {name: lists(getattr(weights, name)) for name in names} | {"least": weights.least}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")


def _within(attributions: Iterable[Gold], inside: Span) -> list[Gold]:
    return [
        gold
        for gold in attributions
        if any(inside.start <= span.start < inside.end for span in (*gold.content, *gold.cue))
    ]
