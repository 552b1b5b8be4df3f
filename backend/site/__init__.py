"""What the operator says about the site: name, texts, colour, logo and links."""
