"""The document tree, the format of its numbers, its dump as text, and the theme that gives it its style."""
