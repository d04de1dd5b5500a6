"""The statutory benefits as pure functions: facts and dated figures in, an amount with its arithmetic out."""
