"""What the renderers of flowing documents, Word and 한글, share: what stands where, before either's XML is written."""
