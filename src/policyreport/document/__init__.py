"""What is said: the document tree, how its numbers read, how it is dumped, and the theme it is dressed in."""
