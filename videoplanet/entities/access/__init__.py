"""Who may do what: the permission table, and the one query that finds as what somebody asks. It stands on the other entities."""
