"""What a telephone call does to the claim: values keyed in, a recording announced, a call-back promised."""
