"""How long a process trusts what it read of studies and teams, in seconds.

They change seldom, and each message asks for them.
"""

TRUST = 1.0
