"""A piece that was set aside, made part of the story again."""

from __future__ import annotations

from dataclasses import replace

from translate.article import Article
from translate.sentences import split_spans


def put_back(article: Article, index: int) -> Article:
    """The article with the piece of furniture at ``index`` as a paragraph of its own, where the
    page had it; ids and paragraphs are renumbered. ``IndexError`` for a piece it does not have."""
    if index < 0:
        raise IndexError(index)
    piece = article.furniture[index]
    restored = split_spans(article.text, [(piece.start, piece.end)])
    placed = [(one.start, one.paragraph, one) for one in article.sentences]
    placed += [(one.start, -1, one) for one in restored]
    sentences = []
    paragraph, before = -1, None
    for number, (_, own, one) in enumerate(sorted(placed, key=lambda place: place[0])):
        paragraph += own != before
        before = own
        sentences.append(replace(one, id=number, paragraph=paragraph))
    furniture = (*article.furniture[:index], *article.furniture[index + 1 :])
    return replace(article, sentences=tuple(sentences), furniture=furniture)
