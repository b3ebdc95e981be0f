//! Reads settings, builds everything, owns start, reload and shutdown.
