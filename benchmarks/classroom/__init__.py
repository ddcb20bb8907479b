"""The classroom under load: simulated students, a server that is killed, and oTree beside."""
