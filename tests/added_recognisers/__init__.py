"""Recognisers as an installation might add them, good ones and bad ones."""
