package io.voxgate.connection;

/** Whose the vendor's app is. */
public enum CallbackClaim {
    /** No tenant has proven it. */
    OPEN,
    /** This tenant has. */
    PROVEN,
    /** Another tenant has. */
    TAKEN
}
