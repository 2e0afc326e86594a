package io.voxgate.bench;

import java.time.Duration;

/**
 * How long everything takes. {@code -Dbench.rounds} and {@code -Dbench.seconds} for other lengths; the shortest run
 * shows that the program works, not how fast anything is.
 *
 * @param rounds in which everything that is compared takes its turn
 * @param time of one measurement in a round
 * @param warmUp at most
 * @param growth what tables are filled to, at most: 100 times the least
 */
record BenchmarkOptions(int rounds, Duration time, Duration warmUp, int growth) {
    static BenchmarkOptions read() {
        return new BenchmarkOptions(
                Integer.getInteger("bench.rounds", 5),
                Duration.ofSeconds(Integer.getInteger("bench.seconds", 3)),
                Duration.ofSeconds(Integer.getInteger("bench.warmup", 40)),
                Integer.getInteger("bench.growth", 100));
    }
}
