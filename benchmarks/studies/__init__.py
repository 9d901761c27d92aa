"""Scripts that measure one thing each; their figures stand in the documentation."""
