"""What turns the data and the engine into pages: macros, tables, charts, forms, the runtime bundle."""
