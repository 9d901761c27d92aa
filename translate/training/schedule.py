"""How long a run lasts, and the learning rate along the way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Schedule:
    """Warm-up, constant, linear decay to zero ("WSD", Hu et al. 2024, MiniCPM).

    ``total`` and ``decay`` are minutes when ``by_time``, else steps; a run that shall stop
    earlier than planned is resumed with a smaller ``total`` and decays from there.
    """

    peak: float
    total: float
    decay: float
    warmup_steps: int = 40
    by_time: bool = True

    def done(self, step: int, minutes: float) -> bool:
        return self._elapsed(step, minutes) >= self.total

    def rate(self, step: int, minutes: float) -> float:
        """The learning rate of the step about to be taken (``step`` counts from 0)."""
        left = self.total - self._elapsed(step, minutes)
        cooling = min(1.0, max(left, 0.0) / self.decay) if self.decay else 1.0
        return self.peak * min(1.0, (step + 1) / max(self.warmup_steps, 1)) * cooling

    def _elapsed(self, step: int, minutes: float) -> float:
        return minutes if self.by_time else float(step)
