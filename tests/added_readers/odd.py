"""A module that has everything a reader must have, and nothing of it right."""

NAME = "Daily Planet"
VERSION = 1
READS = "pdf"
recognises = True


def parse():
    return None
