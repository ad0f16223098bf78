"""All listed faults."""

from tests.mutants.keeping import KEEPING
from tests.mutants.places import ROOT, Mutant, found_in
from tests.mutants.reaching import REACHING
from tests.mutants.sending import SENDING

__all__ = ["MUTANTS", "ROOT", "Mutant", "found_in"]

MUTANTS = [*SENDING, *KEEPING, *REACHING]
