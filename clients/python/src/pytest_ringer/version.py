VERSION = "0.0.0"  # scripts/make-wheels writes that of the release
