"""What is handed out, as values that every format renders and none computes."""
