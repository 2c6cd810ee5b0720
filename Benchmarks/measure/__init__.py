"""`make bench`: Mufakat and a peer measured in one run (Benchmarks/README.md)."""
