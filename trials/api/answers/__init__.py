"""What programs are told: plain values, the same facts as on the pages."""
