package io.voxgate.worker;

/**
 * Marks an exception after which the same may succeed a moment later, without a change of anything: the database cannot
 * be reached.
 */
public interface TemporaryFailure {}
