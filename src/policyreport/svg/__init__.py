"""Drawings in SVG, read within bounds and drawn as a picture of points, so that every format can hold them."""
