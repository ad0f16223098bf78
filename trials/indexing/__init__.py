"""What the search keeps of each study; written where the study is written."""

from trials.indexing.writing import index_study

__all__ = ["index_study"]
