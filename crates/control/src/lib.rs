//! The control plane around every operation: who calls, what they may do, one transaction, errors on the wire.
