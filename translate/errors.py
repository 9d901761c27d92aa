"""Errors that a person reads: one line each, with the exit code the command ends with."""


class KhulasaError(Exception):
    """Something the user can act on. ``str(error)`` is one plain line, never a traceback."""

    exit_code = 1


class UsageError(KhulasaError):
    """The call itself is wrong (bad option, missing file): exit code 2."""

    exit_code = 2


class UnreadableError(KhulasaError):
    """A file holds no article that can be read (missing, binary, empty, too large, no Arabic)."""


class ModelUnavailableError(KhulasaError):
    """A model is neither cached nor reachable; the message says what to run."""


class MissingExtraError(KhulasaError):
    """An optional dependency is absent; the message names the extra to install."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs the extra [{extra}]: pip install 'khulasa[{extra}]'")
