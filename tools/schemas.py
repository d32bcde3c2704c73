"""Write the JSON Schemas under ``schemas/`` from the models: ``python -m tools.schemas``."""

from hf_fidelity.journeys.workspace import shipped_folder
from hf_fidelity.store.json_schema import schema_files

if __name__ == "__main__":
    for name, text in schema_files().items():
        (shipped_folder("schemas") / name).write_text(text, encoding="utf-8")
        print(f"schemas/{name}")
