"""What a record is: one file a kind. This room imports nothing of ours."""
