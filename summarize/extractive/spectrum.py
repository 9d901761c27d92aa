"""The strongest axes of a matrix: what its rows speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def singular(matrix: Any, axes: int) -> NDArray[np.float64]:
    """Rows of a sparse ``matrix`` in the space of its ``axes`` strongest singular vectors, each
    axis scaled by its singular value, strongest first; shape ``(rows, at most axes)``.

    Through the Gram matrix of the rows: the columns (letter n-grams) are many times more.
    """
    import numpy as np
    from scipy.linalg import eigh
    from threadpoolctl import threadpool_limits

    gram = (matrix @ matrix.T).toarray()
    rows = len(gram)
    wanted = (max(0, rows - axes), rows - 1)
    # On a busy machine the linear algebra's own threads wait for each other for seconds.
    with threadpool_limits(1):
        values, vectors = eigh(gram, subset_by_index=wanted, driver="evx")
    scaled: NDArray[np.float64] = vectors[:, ::-1] * np.sqrt(np.maximum(values[::-1], 0.0))
    return scaled
