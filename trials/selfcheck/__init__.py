"""The self-check: plain questions, three-valued rules, an honest answer. All pure."""
