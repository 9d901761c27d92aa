"""How well the words of a hypothesis account for those of its source, and the other way round.

A small model's beam holds better sentences than its first: fluent ones win that leave something
out or put something in. A table of word translations sees both.
"""

from translate.lexical.engine import Reranked
from translate.lexical.table import Table, words

__all__ = ["Reranked", "Table", "words"]
