package io.voxgate.attack;

/** One way in which somebody tries to stop the service or to slow it down for others. */
interface Attack {

    /** In small letters and hyphens, as {@code ./voxgate attack --attack} takes it. */
    String name();

    /** The findings that it reproduces, and what it does, in a sentence. */
    String purpose();

    /** What one of its requests may cost. */
    AttackBounds bounds();

    /** Stores what it needs; not measured. */
    default void prepare(AttackTarget target) {}

    /** The reproduction: bounded in time and in what it sends. */
    void once(AttackTarget target, AttackTally tally);

    /** Again and again, until there is no time left. */
    default void keepOn(AttackTarget target, AttackTally tally) {
        while (target.goesOn()) {
            once(target, tally);
        }
    }

    /** Whether the victim shall start sessions beside the reproduction too; beside the long form it always does. */
    default boolean watchesSessions() {
        return false;
    }

    /** What must hold of this attack alone, when all is over. */
    default void check(AttackTarget target, AttackTally tally) {}

    /** Lets go of what it holds: connections, servers. */
    default void end() {}
}
