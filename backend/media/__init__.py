"""Images and sounds: validate, encode, store under the hash of their content, remove."""
