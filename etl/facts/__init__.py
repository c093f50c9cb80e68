"""From accepted versions to typed rows, facts, areas and peer groups."""
