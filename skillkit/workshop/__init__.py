"""Workshop: run sheet, handouts and drawings for whoever leads the group."""
