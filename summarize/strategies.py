"""In which order an article is translated and summarised.

* ``translate-first``: the whole article is translated; summaries are made from the English.
* ``summarise-first``: sentences are chosen in the Arabic, and only they (and the title) are
  translated: several times cheaper. Abstractive summaries are then written from the chosen few.
* ``direct``: the whole article is translated for the reader, but the abstractive summary is
  written straight from the Arabic by a cross-lingual model.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.abstractive import Summariser
from summarize.checks import check_summary_sentence
from summarize.extractive import Length, select
from summarize.provenance import align
from summarize.summary import Summary, SummarySentence
from translate.article import Article, Sentence, TranslatedSentence, Translation
from translate.errors import KhulasaError
from translate.version import __version__

STRATEGIES = ("translate-first", "summarise-first", "direct")


def is_translated(sentence: TranslatedSentence) -> bool:
    """Whether the text is English, not the kept source."""
    return not any(flag.kind == "untranslated" for flag in sentence.flags)


def extract(
    sentences: Sequence[str],
    ids: Sequence[int],
    *,
    language: str,
    method: str,
    length: Length,
    title: str | None,
) -> Summary:
    """An extractive summary of ``sentences``, whose ids in the article are ``ids``."""
    picks = select(sentences, language, method=method, length=length, title=title)
    return Summary(
        kind="extractive",
        method=method,
        language=language,
        signature=f"extractive:{method}|language:{language}|khulasa:{__version__}",
        sentences=tuple(
            SummarySentence(sentences[pick.index], (ids[pick.index],), pick.score) for pick in picks
        ),
    )


def extract_english(
    article: Article, translation: Translation, method: str, length: Length
) -> Summary:
    """The key sentences of the English; each carries the flags of its rendering."""
    shown = {one.source_id: one for one in translation.sentences if is_translated(one)}
    ids = list(shown)
    title = translation.title.text if translation.title else None
    summary = extract(
        [shown[i].text for i in ids],
        ids,
        language="en",
        method=method,
        length=length,
        title=title,
    )
    return _with_rendering(summary, article, shown)


def choose_arabic(article: Article, method: str, length: Length) -> Summary:
    """The key sentences of the Arabic, not yet translated."""
    return extract(
        [sentence.text for sentence in article.sentences],
        [sentence.id for sentence in article.sentences],
        language="ar",
        method=method,
        length=length,
        title=article.title.text if article.title else None,
    )


def in_english(chosen: Summary, article: Article, translation: Translation) -> Summary:
    """Sentences chosen in the Arabic, shown in their renderings."""
    shown = {one.source_id: one for one in translation.sentences}
    return _with_rendering(chosen, article, shown)


def _with_rendering(
    summary: Summary, article: Article, shown: dict[int, TranslatedSentence]
) -> Summary:
    sentences = []
    for one in summary.sentences:
        (source,) = one.source_ids
        rendering = shown[source]
        flags = rendering.flags
        if is_translated(rendering):
            arabic = article.sentences[source].text
            flags += check_summary_sentence(rendering.text, [rendering.text], [arabic])
        sentences.append(SummarySentence(rendering.text, (source,), one.score, flags))
    return Summary("extractive", summary.method, "en", summary.signature, tuple(sentences))


def abstract(
    summariser: Summariser, article: Article, translation: Translation, *, direct: bool = False
) -> Summary:
    """A summary in the model's own words, every sentence with the sources found for it.

    ``direct`` gives the model the Arabic. Raises ``KhulasaError`` when it writes nothing.
    """
    english = {one.source_id: one.text for one in translation.sentences if is_translated(one)}
    read: list[Sentence] = [s for s in article.sentences if direct or s.id in english]
    texts = [sentence.text if direct else english[sentence.id] for sentence in read]
    written = summariser.summarise(read, texts)
    ids = list(english)
    sentences = []
    for text in written.sentences:
        places, score = align(text, list(english.values()))
        sources = tuple(ids[place] for place in places)
        flags = check_summary_sentence(
            text, [english[i] for i in sources], [article.sentences[i].text for i in sources]
        )
        sentences.append(SummarySentence(text, sources, score, flags))
    return Summary(
        "abstractive", summariser.name, "en", summariser.signature, tuple(sentences), written.note
    )


def without_abstract(summary: Summary, error: KhulasaError) -> Summary:
    """The extractive summary, saying why there is no abstractive one beside it."""
    note = f"There is no abstractive summary: {error}"
    return Summary(
        summary.kind, summary.method, summary.language, summary.signature, summary.sentences, note
    )
