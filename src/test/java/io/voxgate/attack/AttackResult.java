package io.voxgate.attack;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an attack did, as far as it can be measured.
 *
 * @param took from its first request until the service had come to rest, or was no longer waited for
 * @param requests what was sent, and the answers by outcome
 * @param service what it cost
 * @param victims served and failed, by what the victim did
 * @param alone what holds for this attack only and did not, and how often
 */
record AttackResult(
        String name,
        String purpose,
        Duration took,
        Requests requests,
        Service service,
        Map<String, Victim> victims,
        Map<String, Integer> alone) {

    /** @param largestAnswer in bytes */
    record Requests(int sent, long sentBytes, long receivedBytes, long largestAnswer, Map<String, Integer> outcomes) {}

    /**
     * @param alive every replica
     * @param ready the attacked one, at the end
     * @param rested whether it came to rest soon after the attacker had gone; for the report, as a busy machine may
     *     keep it from that
     * @param peakBytes the most memory that a replica had in use
     * @param databasePeakBytes the most that PostgreSQL's processes had for themselves
     */
    record Service(
            boolean alive,
            boolean ready,
            boolean rested,
            double cpuSeconds,
            double databaseCpuSeconds,
            long peakBytes,
            long databasePeakBytes) {}

    /** @param again how often it was asked to come again later, and did */
    record Victim(int served, int again, List<String> failures, double p50, double p99) {
        static Victim of(LatencySeries series) {
            return new Victim(series.served(), series.asked(), series.failures(), series.p50(), series.p99());
        }
    }
}
