"""The strict harness (style.md point 23): every test gets stricter by itself."""
