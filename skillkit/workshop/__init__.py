"""Workshop: run sheet, handouts and drawings for anyone who leads the group."""
