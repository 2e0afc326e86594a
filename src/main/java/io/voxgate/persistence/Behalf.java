package io.voxgate.persistence;

/** Knows who is behind the work of this moment. */
@FunctionalInterface
public interface Behalf {
    Actor actor();
}
