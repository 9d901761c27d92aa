"""``khulasa summarize``: a summary of an Arabic or English text, in its own language."""

from __future__ import annotations

import argparse
import json
import logging

from summarize.commands import common
from translate.article import Article
from translate.errors import UsageError

HELP = "summarise an Arabic or English text without translating it"
_log = logging.getLogger("khulasa")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="FILE|-", help="a text, or - for standard input")
    parser.add_argument(
        "--format", choices=("txt", "json"), default="txt", help="default: %(default)s"
    )
    common.add_engine_options(parser)
    common.add_summary_options(parser)


def run(args: argparse.Namespace) -> int:
    if args.strategy != "translate-first":
        raise UsageError("summarize translates nothing, so --strategy has no meaning here")
    article = _read(args.input)
    kind, method, sentences = (
        _extractive(args, article) if args.summary_model is None else _abstractive(args, article)
    )
    if args.format == "json":
        record = {"source": article.source, "kind": kind, "method": method, "sentences": sentences}
        print(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        _log.info("%s summary by %s", kind, method)
        for sentence in sentences:
            print(" ".join(str(sentence["text"]).split()))
    return 0


def _read(path: str) -> Article:
    """An Arabic page without its furniture, or English text as it stands."""
    from translate.arabic import language
    from translate.reading import read_text
    from translate.sentences import split

    text = common.read_input(path)
    if language(text) != "en":
        return read_text(text, path)[0]
    return Article(id="", source=path, text=text, sentences=tuple(split(text)))


def _extractive(
    args: argparse.Namespace, article: Article
) -> tuple[str, str, list[dict[str, object]]]:
    from summarize.strategies import extract
    from translate.arabic import language

    summary = extract(
        [sentence.text for sentence in article.sentences],
        [sentence.id for sentence in article.sentences],
        language=language(article.text),
        method=args.method,
        length=common.length(args),
        title=article.title.text if article.title else None,
    )
    found: list[dict[str, object]] = [
        {"text": one.text, "source_ids": list(one.source_ids), "score": one.score}
        for one in summary.sentences
    ]
    return "extractive", args.method, found


def _abstractive(
    args: argparse.Namespace, article: Article
) -> tuple[str, str, list[dict[str, object]]]:
    summariser = common.summariser(args)
    assert summariser is not None  # a model was named
    written = summariser.summarise(
        article.sentences, [sentence.text for sentence in article.sentences]
    )
    if written.note:
        _log.warning("%s", written.note)
    return "abstractive", summariser.name, [{"text": text} for text in written.sentences]
