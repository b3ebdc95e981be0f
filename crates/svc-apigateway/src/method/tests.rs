//! Sequences of calls as a user makes them.
