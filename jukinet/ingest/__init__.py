"""From a printed publication to seeds: read it, prove what was read, write all seeds or none."""
