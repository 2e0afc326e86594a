package io.voxgate.persistence;

/** Knows who is behind the work of this moment. */
@FunctionalInterface
public interface ActorProvider {
    Actor actor();
}
