"""What a record says twice and differently: one neutral sentence each."""
