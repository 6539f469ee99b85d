"""What somebody has done without a network, taken once there is one."""
