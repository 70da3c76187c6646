"""Where the numbers of a set come from, by the manifest that was made with it: what is known of a printed number."""
