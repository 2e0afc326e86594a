package io.voxgate.attack;

/**
 * What one request of an attack may cost on the average. They are some times what it costs when all is well, and far
 * below what it costs when work is not bounded; everything that starts (compilers, pools) has an allowance of its own
 * in {@link AttackJudge}.
 *
 * @param cpuMillis processor time of the replica
 * @param databaseCpuMillis processor time of PostgreSQL
 * @param answerBytes the largest single answer
 */
record AttackBounds(double cpuMillis, double databaseCpuMillis, long answerBytes) {
    private static final long ANSWER = 256 << 10;

    /** For a request that is refused early, or is done quickly. */
    static AttackBounds cheap() {
        return new AttackBounds(100, 50, ANSWER);
    }

    AttackBounds cpuMillis(double millis) {
        return new AttackBounds(millis, databaseCpuMillis, answerBytes);
    }

    AttackBounds databaseCpuMillis(double millis) {
        return new AttackBounds(cpuMillis, millis, answerBytes);
    }

    AttackBounds answerBytes(long bytes) {
        return new AttackBounds(cpuMillis, databaseCpuMillis, bytes);
    }
}
