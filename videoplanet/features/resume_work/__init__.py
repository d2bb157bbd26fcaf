"""What waits for somebody: films to look at again, open feedback, phases to do."""
