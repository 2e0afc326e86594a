package io.voxgate.callingpolicy;

/** A policy and the name under which it is stored. */
public record NamedPolicy(String name, CallingPolicy policy) {}
