"""Words that are being written and not sent yet."""
