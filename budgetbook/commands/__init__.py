"""What the front door can be asked to do, beyond building: one module a command, and the words of all of them."""
