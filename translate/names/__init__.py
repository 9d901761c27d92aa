"""Names that the model would invent: found in the Arabic, spelt by their letters, and written into
the source for the model to copy.

``tagger`` says which words are names, ``speller`` writes them in Latin letters, ``hints`` puts
them in when the model's own output has lost them. Both models are in ``names.safetensors``
(README.md beside it is their card).
"""

from translate.names.hints import Hints

__all__ = ["Hints"]
