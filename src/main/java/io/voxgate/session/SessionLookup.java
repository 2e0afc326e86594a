package io.voxgate.session;

/** Asks the vendor at once how a session stands, and writes down what it says. */
public interface SessionLookup {
    void lookUp(String sessionId);
}
