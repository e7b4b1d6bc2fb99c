"""What can go wrong with a machine, done to Travaux on purpose: power, disks, clocks, crowds, and files that mean harm."""
