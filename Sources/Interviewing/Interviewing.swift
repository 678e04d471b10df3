// Filled by the module's first slice.
