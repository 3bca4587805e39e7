"""Reading: record files in, frozen models and problems out."""
