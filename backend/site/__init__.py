"""What the operator says about the site: its name, headline, welcome text, colour and links."""
