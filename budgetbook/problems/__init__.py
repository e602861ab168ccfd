"""What is wrong with our files, said to people, editors and GitHub in both languages."""
