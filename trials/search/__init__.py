"""Finding studies: which of them fit what somebody looks for."""

from trials.search.finding import FoundStudies, age_between, find_studies

__all__ = ["FoundStudies", "age_between", "find_studies"]
