"""What each kind of flag means to a reader who has no Arabic, in one sentence."""

from __future__ import annotations

_MEANINGS = {
    "number": "A figure or number word differs between the Arabic and the English.",
    "date": "A month, weekday or date differs between the Arabic and the English.",
    "name": "A name in the English is not spelt by any word of the Arabic.",
    "negation": "One language says not, and nothing in the other says so.",
    "untranslated": "Some of this is still in Arabic.",
    "length": "The English is much too short or too long for its Arabic.",
    "loop": "The model repeated itself, so what stands here may not be in the Arabic.",
    "doubtful": "The model's own confidence was low, even after a second try.",
    "glossary": "The glossary asks for another rendering, or the rendering was replaced by it.",
    "attribution": "Who said it, or that someone merely claims it, is told differently.",
    "ungrounded": "No sentence of the article was found that says this.",
}


def explain(kind: str) -> str:
    """The meaning of a kind of flag; a kind that is new here is said to be unknown."""
    return _MEANINGS.get(kind, "A check without an explanation yet; read the note.")
