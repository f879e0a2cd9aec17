"""Running the steps of a study, and the record of what ran."""
