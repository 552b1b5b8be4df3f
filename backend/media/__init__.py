"""Images and sounds: taken in, encoded, stored under the hash of their content, removed."""
