"""What a family takes along as a file: to print, to read anywhere, or for programs."""
