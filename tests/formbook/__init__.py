"""docs/forms.md as the tests read it: each line of a form, its column, and the field of the page that fills it."""
