"""How every network that Candela ships came to be: data, degradation, training, export."""
