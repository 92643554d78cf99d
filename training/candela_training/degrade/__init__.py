"""From a well-lit photo to a dark, noisy one."""
