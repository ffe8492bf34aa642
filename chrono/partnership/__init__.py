"""The facets of a partnership: typed kinds, each declaring what it asserts."""
