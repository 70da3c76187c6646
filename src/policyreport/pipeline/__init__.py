"""The path from a project's files to its published set of documents, step by step."""
