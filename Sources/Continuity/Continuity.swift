// Continuity
