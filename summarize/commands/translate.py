"""``khulasa translate``: English text alone."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from itertools import groupby

from summarize.commands import common
from translate.article import Article, TranslatedSentence, Translation

HELP = "translate an article, or one segment a line"
_log = logging.getLogger("khulasa")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="FILE|-", help="an article, or - for standard input")
    parser.add_argument(
        "--lines",
        action="store_true",
        help="one segment a line in, exactly one a line out, in order; nothing is set aside",
    )
    common.add_engine_options(parser)


def run(args: argparse.Namespace) -> int:
    if args.lines:
        return _lines(args)
    from translate.reading import read

    articles = read(args.input)
    with common.translator(args) as translator, common.sentences_bar(args) as progress:
        pairs = translator.articles(articles, progress=progress)
        for number, (article, translation) in enumerate(pairs):
            print("\n\n".join(([""] if number else []) + _paragraphs(article, translation)))
            _report(translation.sentences)
    return 0


def _lines(args: argparse.Namespace) -> int:
    # Only "\n" ends a line: str.splitlines would cut at form feeds and U+2028 too.
    text = common.read_input(args.input)
    lines = text.removesuffix("\n").split("\n") if text else []
    with common.translator(args) as translator, common.sentences_bar(args) as progress:
        written = translator.texts([line.strip() for line in lines], progress)
    for sentence in written:
        print(" ".join(sentence.text.split()))
    _report(written)
    return 0


def _paragraphs(article: Article, translation: Translation) -> list[str]:
    """The title and every paragraph, in English."""
    title = [translation.title.text] if translation.title else []
    pairs = zip(article.sentences, translation.sentences, strict=True)
    return title + [
        " ".join(rendering.text for _, rendering in paragraph)
        for _, paragraph in groupby(pairs, key=lambda pair: pair[0].paragraph)
    ]


def _report(sentences: Sequence[TranslatedSentence]) -> None:
    for sentence in sentences:
        for flag in sentence.flags:
            if flag.kind == "untranslated":
                _log.warning("sentence %d: %s", sentence.source_id + 1, flag.note)
