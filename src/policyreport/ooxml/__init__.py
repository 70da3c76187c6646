"""What Office files share: packages, cell references, text width, unpacking limits."""
