"""What a study is on paper: one sheet for the printer and as PDF, and its card."""
