"""What goes wrong with machines, done to Travaux on purpose: power, disks, clocks, crowds, files that mean harm."""
