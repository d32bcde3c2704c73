"""A batch of survey files: what it brings, and what somebody says outright about them."""
