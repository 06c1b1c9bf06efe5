"""Inputs that no archive should be given, made anew for each run, and a load of them all that is measured."""
