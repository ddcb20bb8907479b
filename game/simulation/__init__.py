"""Many games played at once, to see how one could have gone. No words."""
