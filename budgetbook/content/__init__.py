"""What people write in `content/`, read into records that know their file."""
