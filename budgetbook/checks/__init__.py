"""What must be true of our content before it is published."""
