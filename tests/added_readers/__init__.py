"""Readers as a newsroom adds them by name, good ones and bad ones: modules outside of the archive."""
