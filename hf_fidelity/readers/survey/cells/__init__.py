"""From a path to cells: a file is judged by its bytes, then read; nothing here knows what a cell means."""
