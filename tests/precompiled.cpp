// Carries the precompiled headers of all tests; nothing of its own.
