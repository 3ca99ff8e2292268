"""Receipt printers: from a `Receipt` to paper, and to the certainty that it came out."""
