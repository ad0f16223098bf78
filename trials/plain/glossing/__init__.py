"""One plain line beside a criterion: what it is about, never who may join."""
