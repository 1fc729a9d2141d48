"""The pages of sittings, one module per matter."""
