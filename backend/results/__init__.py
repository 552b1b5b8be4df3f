"""Results for authors. Attempts are exposed by number: an attempt's id is a capability."""
