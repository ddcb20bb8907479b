"""What there is to show, in words and numbers, for every face. Faces only lay it out."""
