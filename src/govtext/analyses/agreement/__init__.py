"""What `agree` is made of: what coders filled in, coefficients, a codebook held against a person."""
