"""The usual registry's way to divide an eligibility text, under its older address."""

from trials.registry.clinicaltrials.criteria import split_criteria

__all__ = ["split_criteria"]
