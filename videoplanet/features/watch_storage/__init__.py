"""See how much is stored, and how much may be."""
