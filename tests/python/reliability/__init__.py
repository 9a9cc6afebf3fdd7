"""What a build leaves behind when it is killed, interrupted, doubled, or when the disk refuses."""
