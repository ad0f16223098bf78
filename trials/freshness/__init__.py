"""Is what a record says still true? Judged by its dates and the day. Pure."""
