"""Re-scoring: grade finished attempts again after a key was corrected, and keep both scores."""
