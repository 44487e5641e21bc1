"""The training itself, on a network of a few hundred numbers; `make test-training` runs it, for it needs PyTorch."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from onrecord.model import Span
from onrecord.statements.gold import Article, Gold
from onrecord.statements.learned import tagger as runtime
from onrecord.statements.learned.chain import Chain, decode
from onrecord.statements.learned.drafts import drafts_of
from onrecord.statements.learned.tags import BEGINS, INSIDE
from onrecord.statements.learned.units import tokenizer
from onrecord.statements.learned.weights import read_weights
from onrecord.text.sentences import paragraphs
from onrecord.training.__main__ import HERE
from onrecord.training.average import average
from onrecord.training.config import Config, read_config
from onrecord.training.examples import Example, examples_of, held_out
from onrecord.training.export import export
from onrecord.training.loop import Tagger, train
from onrecord.training.pack import learn, write_weights

TEXT = "Ruiz said that the gate leaks.\n\nVale told her it was shut."


def article(number: int) -> Article:
    def spans(words: str) -> tuple[Span, ...]:
        return (Span(TEXT.index(words), TEXT.index(words) + len(words)),)

    return Article(
        f"a{number}",
        "tide",
        TEXT,
        (
            Gold(spans("that the gate leaks"), spans("said"), spans("Ruiz")),
            Gold(spans("it was shut"), spans("told"), spans("Vale")),
        ),
    )


@pytest.fixture(scope="module")
def pieces() -> Tokenizer:
    return tokenizer()


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory, pieces: Tokenizer) -> Path:
    """A tiny encoder with the vocabulary of the real one."""
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("encoder")
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    BertModel(BertConfig(vocab_size=pieces.get_vocab_size(), **sizes)).save_pretrained(folder)
    return folder


@pytest.fixture
def config() -> Config:
    return replace(read_config(HERE / "config.toml"), epochs=3, pieces=64, warm_up=2, every=2, half=False)


@pytest.fixture(scope="module")
def articles(pieces: Tokenizer) -> list[list[Example]]:
    return [list(examples_of(article(nth), pieces)) for nth in range(6)]


def test_paragraphs_get_the_tags_and_links_that_people_gave(pieces: Tokenizer) -> None:
    first, second = examples_of(article(0), pieces)
    assert first.tags == (
        BEGINS["source"], BEGINS["cue"], BEGINS["content"], *[INSIDE["content"]] * 3, 0,
    )  # fmt: skip
    assert first.sources == ((1, 0),)
    assert first.cues == ((2, 1),)
    assert second.cues == ((3, 1),)


def test_every_tenth_article_of_a_publisher_is_held_out() -> None:
    kept, held = held_out([article(nth) for nth in range(20)], 10)
    assert (len(kept), len(held)) == (18, 2)
    assert not {each.id for each in kept} & {each.id for each in held}


def test_a_run_that_was_stopped_ends_where_an_undisturbed_one_does(
    articles: list[list[Example]], encoder: Path, config: Config, tmp_path: Path, pieces: Tokenizer
) -> None:
    ends = runtime.ends_of(pieces)

    def stop(line: str) -> None:
        raise KeyboardInterrupt(line)

    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    whole = train(articles, encoder, ends, config, 1, tmp_path / "one", lambda line: None)
    with pytest.raises(KeyboardInterrupt):
        train(articles, encoder, ends, config, 1, tmp_path / "other", stop)
    gone_on = train(articles, encoder, ends, config, 1, tmp_path / "other", lambda line: None)
    assert whole.state_dict().keys() == gone_on.state_dict().keys()
    for name, values in whole.state_dict().items():
        assert torch.equal(values, gone_on.state_dict()[name]), name


def test_what_is_packed_says_what_the_network_says(
    articles: list[list[Example]], encoder: Path, config: Config, tmp_path: Path, pieces: Tokenizer
) -> None:
    longer = replace(config, epochs=60, encoder_rate=5e-3, head_rate=5e-3, dropout=0.0)
    tagger = train(articles, encoder, runtime.ends_of(pieces), longer, 1, tmp_path, lambda line: None)
    export(tagger.network, tmp_path / "tagger.onnx", int8=False)
    network = runtime.Tagger(tmp_path / "tagger.onnx", runtime.ends_of(pieces))
    units = [each.units for each in articles[0]]
    scores = [network.score(each) for each in units]
    rows = torch.from_numpy(runtime.rows_of(units[0], network.ends))
    with torch.no_grad():
        expected = tagger.network(*rows.unsqueeze(1))[0].numpy()
    first = np.array(units[0].first) + 1
    assert np.allclose(scores[0].tags, expected[first, : scores[0].tags.shape[1]], atol=1e-4)
    chain = Chain(*(part.detach().numpy() for part in (tagger.chain.step, tagger.chain.start, tagger.chain.end)))
    assert len(decode([each.tags for each in scores], chain)) == 2
    gold = [article(nth) for nth in range(4)]
    weights = learn(network, chain, gold, gold, pieces)
    write_weights(weights, tmp_path / "weights.json")
    read = read_weights((tmp_path / "weights.json").read_bytes())
    assert json.loads((tmp_path / "weights.json").read_text())["least"] == read.least
    before = drafts_of(TEXT, paragraphs(TEXT), network, weights)
    assert [draft.content for draft, _ in drafts_of(TEXT, paragraphs(TEXT), network, read)] == [
        draft.content for draft, _ in before
    ]


def test_an_average_lies_between(
    articles: list[list[Example]], encoder: Path, config: Config, tmp_path: Path, pieces: Tokenizer
) -> None:
    runs = []
    for seed in (1, 2):
        folder = tmp_path / str(seed)
        folder.mkdir()
        runs.append(train(articles, encoder, runtime.ends_of(pieces), config, seed, folder, lambda line: None))
    states = [run.state_dict() for run in runs]
    mean = average(states)
    for name, values in mean.items():
        assert torch.allclose(values.float(), (states[0][name].float() + states[1][name].float()) / 2, atol=1e-6)
    Tagger(encoder, 0.1).load_state_dict(mean)
