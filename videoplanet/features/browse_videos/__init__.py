"""List, open, rename and delete videos."""
