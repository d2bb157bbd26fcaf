"""Product code without business words: what any slice may use."""
