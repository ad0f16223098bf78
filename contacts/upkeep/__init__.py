"""What keeps public words true: teams are asked, readers correct us."""
