"""A report in, its statements out: who is printed as saying what, in which words."""
