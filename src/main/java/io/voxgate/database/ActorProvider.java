package io.voxgate.database;

/** Knows who is behind the work of this moment. */
@FunctionalInterface
public interface ActorProvider {
    Actor actor();
}
