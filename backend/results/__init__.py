"""Results for authors, as plain functions. No attempt's id leaves this room: it is a capability."""
