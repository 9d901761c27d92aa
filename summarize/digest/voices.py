"""Who said what across outlets: speakers matched by their Arabic names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from summarize.digest.corpus import Piece
from summarize.digest.model import Point, Speaker, Statement
from summarize.digest.speech import Speech, speeches
from translate.fidelity.tokens import listed

_IS_SPELLING = 0.72
"""Likeness of an English name and an Arabic one above which it may stand for the speaker."""
_SAYS = (
    r"(?:said|says|added|stated|told|confirmed|stressed|noted|announced|denied|denies|claimed|warned"
    r"|urged|called|condemned|explained|affirmed|emphasi[sz]ed|reported|declared)"
)
_BEFORE = re.compile(
    rf"^(?:[^,]{{1,40}}, )?((?:[\w.'’-]+ ){{1,9}}?)(?:has |have |had |also )?{_SAYS}\b"
)
_AFTER = re.compile(
    rf"(?:\b{_SAYS}|\b[Aa]ccording to) ((?:(?!(?:in|on|at|that|during)\b)[\w.'’-]+ ?){{1,9}}?)"
    r"(?=[,.;:]|$| (?:in|on|at|that|during)\b)"
)
# Offices and bodies, folded, without the article.
_TITLES = frozenset(
    listed(
        "وزير وزيره وزراء وزاره رييس رييسه رياسه مسوول مسووله مسوولون مسوولين وكاله صحيفه"
        " متحدث متحدثه ناطق كاتب كاتبه مدير مديره محافظ حكومه اداره جيش محلل محلله خبير"
        " خبيره سفير سفيره امين قايد نايب ملك امير شيخ مصدر مصادر مستشار بيان تقرير موقع"
        " قناه شركه منظمه لجنه مجلس هييه موسسه بنك مركز شرطه نيابه محكمه دفاع خارجيه"
        " داخليه ماليه صحه امن قومي عام اول باسم رسمي سابق انباء زعيم عضو باحث استاذ دكتور"
        " طبيب مهندس عقيد عميد لواء حزب حركه اتحاد بلديه"
    )
)
_NISBA = re.compile("ال.*(?:ي|يه|يون|يين)")
_NOBODY = re.compile(
    r"^(?:he|she|it|they|who|which|and|but|i|we|that|this|there|by|in|on|at|as|with|according)\b"
    r"|\b(?:was|were|is|are|be|been|had|that|of|the|also)$",
    re.IGNORECASE,
)
_TIME = re.compile(r" (?:today|yesterday|last \w+|on \w+day|\w+day)$")


@dataclass
class _Voice:
    words: tuple[str, ...]
    printed: str
    heard: list[tuple[Speech, Point]] = field(default_factory=list)

    def is_heard_in(self, article: int) -> bool:
        return any(point.cites[0].article == article for _, point in self.heard)


def speakers(pieces: Sequence[Piece]) -> tuple[Speaker, ...]:
    """Those heard by most articles first, then by the number of their statements. "He added" goes
    to the speaker before; a sentence counts once a speaker."""
    voices: list[_Voice] = []
    # Longest name first: a bare surname then finds the full name that it belongs to.
    spoken = (one for piece in pieces for one in _spoken(piece))
    for speech, point in sorted(spoken, key=lambda one: -len(one[0].words)):
        article = point.cites[0].article
        voice = next((v for v in _best_known(voices, article) if _names(v, speech, article)), None)
        if voice is None:
            voices.append(voice := _Voice(speech.words, speech.printed))
        voice.heard.append((speech, point))
    return tuple(sorted(map(_speaker, voices), key=_standing))


def _spoken(piece: Piece) -> Iterator[tuple[Speech, Point]]:
    before: Speech | None = None
    for row in piece.rows:
        for speech in speeches(row.sentence.text):
            if speech.words:
                named = speech
            elif before is not None:
                named = before._replace(act=speech.act)
            else:
                continue
            yield named, piece.point(row)
            if speech.act != "according to":
                before = named


def _best_known(voices: Sequence[_Voice], article: int) -> list[_Voice]:
    """Those of the same article before others."""
    return sorted(voices, key=lambda voice: not voice.is_heard_in(article))


def _names(voice: _Voice, speech: Speech, article: int) -> bool:
    """Whether the words of ``speech`` may stand for the voice. A title ("the minister", "the
    ministry") names someone only within its article; a name does so anywhere."""
    words, known = speech.words, voice.words
    here = voice.is_heard_in(article)
    if words == known:
        return here or len(words) > 1 or not _is_title(words[0])
    if _joint(words) or _joint(known):
        return False
    if here and len(words) == 1 and words[0] == "ال" + known[0]:
        return True  # "the ministry" after "ministry of …"
    return set(words) <= set(known) and (here or not all(map(_is_title, words)))


def _is_title(word: str) -> bool:
    """Whether the word is the name of an office or body, or of a nation, and of nobody."""
    return word.removeprefix("ال") in _TITLES or bool(_NISBA.fullmatch(word))


def _joint(words: Sequence[str]) -> bool:
    """Two speakers at once: "the minister and the minister", "Korea and Russia"."""
    from translate.fidelity import lexicon

    later = (word for word in words[1:] if word.startswith("و"))
    return any(word.startswith(("وال", "وو")) or lexicon.accounted([word[1:]]) for word in later)


def _speaker(voice: _Voice) -> Speaker:
    statements: dict[Point, str] = {}
    for speech, point in sorted(voice.heard, key=lambda one: one[1].cites[0]):
        statements.setdefault(point, speech.act)
    told = tuple(Statement(act, point) for point, act in statements.items())
    return Speaker(_spelling(voice) or _phrase(voice), voice.printed, told)


def _standing(speaker: Speaker) -> tuple[int, int, tuple[int, int]]:
    cites = [statement.point.cites[0] for statement in speaker.statements]
    return -len({cite.article for cite in cites}), -len(cites), cites[0]


def _spelling(voice: _Voice) -> str | None:
    """The names, in one of the statements, that are most like the Arabic; countries and
    nationalities do not count."""
    from translate.fidelity import lexicon
    from translate.fidelity.names import candidates
    from translate.fidelity.tokens import scan
    from translate.name_similarity import similarity

    places = lexicon.accounted(voice.words)
    best: tuple[int, float, str] | None = None
    for _, point in voice.heard:
        named: dict[str, float] = {}
        for name in candidates(scan(point.text)) if point.translated else ():
            score = max(similarity(word, name.text) for word in voice.words)
            if score >= _IS_SPELLING and name.text.lower() not in places:
                named.setdefault(name.text, score)
        if named:
            found = (len(named), sum(named.values()) / len(named), " ".join(named))
            best = max(best or found, found)
    return best[2] if best else None


def _phrase(voice: _Voice) -> str | None:
    """What stands beside the verb of speaking in the English of a statement that gives the full
    title. A bare name must be spelt alike, or it may be somebody else's."""
    from translate.fidelity import lexicon
    from translate.fidelity.names import candidates
    from translate.fidelity.tokens import scan

    if len(voice.words) < 2:
        return None
    places = lexicon.accounted(voice.words)
    for speech, point in voice.heard:
        if not point.translated or speech.words != voice.words:
            continue
        pattern = _AFTER if speech.act == "according to" else _BEFORE
        found = pattern.search(point.text) or _AFTER.search(point.text)
        name = _TIME.sub("", found[1].strip(" .")) if found else ""
        # Another name than the Arabic has is a mistake of the translation.
        strange = (one.text.lower() not in places for one in candidates(scan(name)))
        if name and not _NOBODY.search(name) and not any(strange):
            return name
    return None
