"""``python -m hf_fidelity`` does what the command ``hf-fidelity`` does."""

from hf_fidelity.cli.main import main

if __name__ == "__main__":
    main()
