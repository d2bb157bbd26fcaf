"""What happened since one last looked."""
