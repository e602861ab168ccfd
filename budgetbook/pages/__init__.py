"""Every page of the site as a record that holds all that it shows."""
