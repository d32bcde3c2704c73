"""What the words mean. Pure: no file, no clock, no random, no terminal."""
