"""The classroom under load: simulated students over HTTP and streams, a server that is killed, and oTree beside."""
