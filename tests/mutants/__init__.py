"""Small faults in what must hold, and the tests that have to notice each."""
