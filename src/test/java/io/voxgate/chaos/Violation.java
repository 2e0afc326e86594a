package io.voxgate.chaos;

/**
 * What did not hold.
 *
 * @param subject the order, the session or the event that it is about
 */
record Violation(ChaosProperty property, String subject, String what) {}
