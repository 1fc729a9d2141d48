"""What the pages show: plain values that carry only what their reader may see."""
