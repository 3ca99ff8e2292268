"""The use cases of reception, one unit of work each; `reception.Reception` binds them to their collaborators."""
