"""No test is given a time in which to end: how fast a machine is says nothing about what it prints."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
