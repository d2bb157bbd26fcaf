"""What all projects of one person hold, read at once. It stands on the other entities, and changes none of them."""
