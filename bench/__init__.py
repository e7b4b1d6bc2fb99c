"""Side-by-side comparisons with peers, each in one run, as ratios. Machines are noisy: no time is asserted."""
