"""The figures of the whole product, for programs that watch over it."""
