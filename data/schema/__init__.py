"""The text of the schema, one module per migration (data.migrations)."""
