"""System checks: a misconfigured production installation says so at start."""
