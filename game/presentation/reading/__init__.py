"""What can be read at any time, said on a page of any face: what is new, the texts, what a seat knows."""
