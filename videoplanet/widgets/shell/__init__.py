"""The frame around signed-in pages, and the calm page around forms before sign-in."""
