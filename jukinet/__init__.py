"""jukinet: a warehouse of published Basic Resident Register Network counts that provably reconciles."""
