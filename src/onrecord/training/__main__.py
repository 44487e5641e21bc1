"""The command ``python -m onrecord.training``: train the tagger, and make the files of the package from it."""

from functools import partial
from importlib.resources import files
from pathlib import Path

import click
import torch
from tokenizers import Tokenizer

from onrecord.errors import OnRecordError
from onrecord.statements.gold import Article, read_articles
from onrecord.statements.learned import tagger as runtime
from onrecord.statements.learned.chain import Chain
from onrecord.training.average import average
from onrecord.training.config import Config, read_config
from onrecord.training.examples import examples_of, held_out
from onrecord.training.export import export
from onrecord.training.loop import Tagger, save, train
from onrecord.training.pack import learn, write_weights

HERE = Path(__file__).parent
MODEL = HERE.parent / "statements" / "learned" / "model"
gold_option = click.option(
    "--gold", type=click.Path(path_type=Path), required=True, help="Marked articles, JSON lines."
)
work_option = click.option(
    "--work", type=click.Path(path_type=Path), default=Path("training-work"), show_default=True, help="For checkpoints."
)
config_option = click.option(
    "--config", "settings", type=click.Path(path_type=Path), default=HERE / "config.toml", help="Settings, as TOML."
)


@click.group()
def main() -> None:
    """Train the statement tagger, and pack it; see docs/model.md."""


@main.command("train")
@gold_option
@work_option
@config_option
@click.option("--threads", type=int, default=2, show_default=True)
def train_command(gold: Path, work: Path, settings: Path, threads: int) -> None:
    """Train the network once for each seed, and average; a run that was stopped goes on from its last checkpoint."""
    torch.set_num_threads(threads)
    config = read_config(settings)
    encoder = encoder_of(config)
    pieces = pieces_of(encoder)
    kept, _ = held_out(list(read_articles(gold)), config.held_out)
    articles = [list(examples_of(article, pieces)) for article in kept]
    states = []
    for seed in config.seeds:
        folder = work / f"seed-{seed}"
        folder.mkdir(parents=True, exist_ok=True)
        log = partial(click.echo, err=True)
        states.append(train(articles, encoder, runtime.ends_of(pieces), config, seed, folder, log).state_dict())
    save(average(states), work / "tagger.pt")


@main.command()
@gold_option
@click.option("--dev", type=click.Path(path_type=Path), required=True, help="Marked articles to choose a threshold on.")
@work_option
@config_option
@click.option("--to", "folder", type=click.Path(path_type=Path), default=MODEL, help="Where the model's files go.")
def pack(gold: Path, dev: Path, work: Path, settings: Path, folder: Path) -> None:
    """Make the package's files of a trained network: int8 weights, tokenizer, rankers and confidence."""
    if not (work / "tagger.pt").exists():
        raise click.UsageError(f"{work}: there is no tagger.pt here; run train first")
    config = read_config(settings)
    encoder = encoder_of(config)
    pieces = pieces_of(encoder)
    tagger = Tagger(encoder, config.dropout)
    tagger.load_state_dict(torch.load(work / "tagger.pt"))  # nosec B614 # weights only, as torch does by itself
    folder.mkdir(parents=True, exist_ok=True)
    export(tagger.network, folder / "tagger.onnx")
    pieces.save(str(folder / "tokenizer.json"), pretty=False)
    network = runtime.Tagger(folder / "tagger.onnx", runtime.ends_of(pieces))
    chain = Chain(*(part.detach().numpy() for part in (tagger.chain.step, tagger.chain.start, tagger.chain.end)))
    _, held = held_out(list(read_articles(gold)), config.held_out)
    chosen: list[Article] = list(read_articles(dev))
    write_weights(learn(network, chain, held, chosen, pieces), folder / "weights.json")


def encoder_of(config: Config) -> Path:
    """Give the folder of an installed package that holds the encoder's weights; no network is asked."""
    return Path(str(files(config.encoder).joinpath("model")))


def pieces_of(encoder: Path) -> Tokenizer:
    """Give the encoder's tokenizer, without its habit of cutting and padding."""
    pieces = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    pieces.no_truncation()
    pieces.no_padding()
    return pieces


if __name__ == "__main__":
    try:
        main()
    except (OnRecordError, OSError, ValueError, TypeError, ModuleNotFoundError) as error:
        raise SystemExit(f"onrecord.training: {error}") from error
