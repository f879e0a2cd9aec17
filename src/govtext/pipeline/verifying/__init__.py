"""What `govtext verify` asks: what the lock says, what the files are, what a fresh run gives."""
