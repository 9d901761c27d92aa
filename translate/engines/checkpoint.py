"""A Hugging Face seq2seq checkpoint by hub id, alias or path, and how its family wants to be
asked: language codes, prefixes, the first token of the answer.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from translate.catalogue import hub_id
from translate.errors import MissingExtraError, ModelUnavailableError

Task = Literal["translate", "summarize"]

# Longest source where the checkpoint itself does not say: relative positions (T5) have no end,
# but nobody trained them further than this.
_DEFAULT_MAX_SOURCE = 512
_UNLIMITED = 100_000  # tokenizers say 1e30 for "no limit"


@dataclass(frozen=True)
class Checkpoint:
    """Config and tokenizer; the weights are for the engine to load.

    ``source_prefix`` goes before every source; ``first_token`` is the id that the answer must
    begin with (a language code), ``start_token`` the id that the decoder is started with where
    that is not the config's own.
    """

    name: str
    location: str
    revision: str
    config: Any
    tokenizer: Any
    local_only: bool
    source_prefix: str = ""
    first_token: int | None = None
    start_token: int | None = None
    max_source_tokens: int = _DEFAULT_MAX_SOURCE

    @property
    def max_target_tokens(self) -> int:
        """Positions that the decoder has, less those that it starts with."""
        positions = getattr(self.config, "max_position_embeddings", None)
        return (positions or _UNLIMITED) - 2

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Source ids with the special tokens and language codes of the family; never cut."""
        if not texts:
            return []
        logger = logging.getLogger("transformers.tokenization_utils_base")
        before, logger.level = logger.level, logging.ERROR  # its warning on length: we check
        try:
            found: list[list[int]] = self.tokenizer(
                [self.source_prefix + text for text in texts], truncation=False
            )["input_ids"]
        finally:
            logger.level = before
        return found

    def decode(self, ids: Sequence[int]) -> str:
        """Target ids to text, special tokens left out."""
        text: str = self.tokenizer.decode(
            ids, skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
        return text.strip()


def load(name: str, task: Task, *, offline: bool = False) -> Checkpoint:
    """The checkpoint of that alias, hub id or local folder, ready for Arabic to English.

    Raises ``ModelUnavailableError`` when it is neither cached nor reachable, or is no seq2seq
    model, and ``MissingExtraError`` without transformers.
    """
    try:
        from transformers import AutoConfig, AutoTokenizer
    except ImportError as error:
        raise MissingExtraError(f"the model {name!r}", "hub") from error

    location = hub_id(name)
    local = Path(location).is_dir()
    try:
        config = AutoConfig.from_pretrained(location, local_files_only=offline or local)
        if not getattr(config, "is_encoder_decoder", False):
            raise ModelUnavailableError(
                f"{name}: a {config.model_type} model is not seq2seq (encoder-decoder)"
            )
        tokenizer = AutoTokenizer.from_pretrained(location, local_files_only=offline or local)
    except (OSError, ValueError) as error:
        raise _unavailable(name, location, offline, error) from error
    family = _translation(config, tokenizer) if task == "translate" else _summary(config, tokenizer)
    return Checkpoint(
        name=name,
        location=location,
        revision=_revision(location, config),
        config=config,
        tokenizer=tokenizer,
        local_only=offline or local,
        max_source_tokens=_max_source(config, tokenizer),
        **family,
    )


def _translation(config: Any, tokenizer: Any) -> dict[str, Any]:
    """What each family needs to be told that this is Arabic and English is wanted."""
    kind = config.model_type
    if kind == "m2m_100" and hasattr(tokenizer, "get_lang_id"):  # M2M100
        tokenizer.src_lang = "ar"
        return {"first_token": tokenizer.get_lang_id("en")}
    if kind == "m2m_100":  # NLLB shares the architecture and not the codes
        tokenizer.src_lang = "arb_Arab"
        return {"first_token": tokenizer.convert_tokens_to_ids("eng_Latn")}
    if kind == "mbart":
        tokenizer.src_lang = "ar_AR"
        return {"first_token": tokenizer.convert_tokens_to_ids("en_XX")}
    if kind in ("t5", "umt5"):
        madlad = tokenizer.convert_tokens_to_ids("<2en>") != tokenizer.unk_token_id
        return {"source_prefix": "<2en> " if madlad else "translate Arabic to English: "}
    if kind == "marian" and ">>eng<<" in tokenizer.get_vocab():  # several target languages
        return {"source_prefix": ">>eng<< "}
    return {}


def _summary(config: Any, tokenizer: Any) -> dict[str, Any]:
    parameters = getattr(config, "task_specific_params", None) or {}
    if "langid_map" in parameters:  # CrossSum: the target language starts the decoder
        _, token = parameters["langid_map"]["english"]
        return {"start_token": tokenizer.convert_tokens_to_ids(token)}
    if config.model_type == "mbart":
        return {"first_token": tokenizer.convert_tokens_to_ids("en_XX")}
    if config.model_type == "t5":
        return {"source_prefix": parameters.get("summarization", {}).get("prefix", "summarize: ")}
    return {}


def _max_source(config: Any, tokenizer: Any) -> int:
    found = getattr(config, "max_position_embeddings", None) or tokenizer.model_max_length
    return int(found) if found and found < _UNLIMITED else _DEFAULT_MAX_SOURCE


def _revision(location: str, config: Any) -> str:
    """The hub's commit, or a digest that changes when a local checkpoint does."""
    commit = getattr(config, "_commit_hash", None)
    if commit:
        return str(commit)[:12]
    digest = hashlib.sha256()
    for path in sorted(Path(location).iterdir()):
        if path.is_file():
            status = path.stat()
            digest.update(f"{path.name}:{status.st_size}:{status.st_mtime_ns};".encode())
    return digest.hexdigest()[:12]


def _unavailable(
    name: str, location: str, offline: bool, error: Exception
) -> ModelUnavailableError:
    if Path(location).is_dir():
        detail = str(error).strip().splitlines()[0]
        return ModelUnavailableError(f"{name}: not a checkpoint that can be loaded: {detail}")
    if location.startswith((".", "/", "~")):
        return ModelUnavailableError(f"{name}: no such folder")
    from huggingface_hub.constants import HF_HUB_CACHE

    why = "--offline was given" if offline else "the hub did not give it"
    return ModelUnavailableError(
        f"the model {location} is not in {HF_HUB_CACHE} and {why};"
        f" where there is a network run: hf download {location}"
    )


@contextlib.contextmanager
def quiet_transformers() -> Any:
    """Loading reports and progress bars belong to developers; errors still come through."""
    from transformers.utils import logging as transformers_logging

    level = transformers_logging.get_verbosity()
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    try:
        yield
    finally:
        transformers_logging.set_verbosity(level)
        transformers_logging.enable_progress_bar()
