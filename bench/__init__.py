"""Side-by-side comparisons with peers, each in one run, as ratios: machines are shared and noisy, so no time is asserted."""
