"""What a message may tell beside its question: an emergency, or something to report.

A mark, never a verdict. The number for emergencies stands on the page for everybody;
this only adds to it. Pure.
"""

from contacts.enquiries.urgency.weighing import classify

__all__ = ["classify"]
