package io.voxgate.bench;

import io.voxgate.bench.BenchmarkTenants.BenchmarkTenant;
import io.voxgate.bench.StartWork.BegunSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Live streams: what an open one takes, and how events reach many at once. */
final class StreamMeasure {
    private static final int OPEN_EACH = 16;
    private static final int READING = 64;
    private static final int PER_SECOND = 40;
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Duration ARRIVAL = Duration.ofSeconds(20);

    private final BenchmarkTarget target;
    private final BenchmarkReport report;

    /**
     * @param kilobytes of the service's memory for an open stream
     * @param perSecond events that reached readers
     * @param cpuMicros of the service for one event that reached one reader, with its part of the callback
     */
    record StreamFigures(double kilobytes, double perSecond, double cpuMicros, double p50, double p99) {}

    StreamMeasure(BenchmarkTarget target, BenchmarkReport report) {
        this.target = target;
        this.report = report;
    }

    StreamFigures run(List<BenchmarkTenant> tenants, List<BegunSession> sessions) {
        double kilobytes = open(tenants);
        BenchmarkTenant tenant = sessions.getFirst().tenant();
        List<BegunSession> own =
                sessions.stream().filter(session -> session.tenant() == tenant).toList();
        Map<Integer, Long> sent = new ConcurrentHashMap<>();
        CallbackWork callbacks = new CallbackWork(own);
        List<StreamReader> readers = readers(List.of(tenant), READING);
        ResourceReading before = target.reading();
        long began = System.nanoTime();
        LoadResult result = LoadGenerator.open(target.port(), 8, PER_SECOND, TIME, new Timed(callbacks, sent));
        report.faults("callbacks for streams", result.faults());
        awaitAll(readers, callbacks.acknowledged().size());
        ResourceReading used = target.reading().since(before);
        long events =
                readers.stream().mapToLong(reader -> reader.arrived().size()).sum();
        readers.forEach(reader -> report.faults(
                "stream", callbacks.faults(List.copyOf(reader.arrived().keySet()))));
        readers.forEach(reader -> report.faults("stream", reader.faults()));
        Latencies latencies = Latencies.merged(
                readers.stream().map(reader -> reader.latencies(sent)).toList());
        readers.forEach(StreamReader::close);
        return new StreamFigures(
                kilobytes,
                events / ((System.nanoTime() - began) / 1e9),
                used.serviceMicros(events),
                latencies.millis(0.5),
                latencies.millis(0.99));
    }

    /** The memory of one that is open, of some hundreds that nothing happens in. */
    private double open(List<BenchmarkTenant> tenants) {
        long before = target.residentBytes();
        List<StreamReader> readers = readers(tenants, OPEN_EACH);
        double each = (target.residentBytes() - before) / 1024.0 / readers.size();
        readers.forEach(StreamReader::close);
        return each;
    }

    private List<StreamReader> readers(List<BenchmarkTenant> tenants, int each) {
        List<StreamReader> readers = new ArrayList<>();
        try {
            for (BenchmarkTenant tenant : tenants) {
                for (int i = 0; i < each; i++) {
                    readers.add(StreamReader.open(target.port(), tenant.bearer()));
                }
            }
            return readers;
        } catch (IOException e) {
            readers.forEach(StreamReader::close);
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitAll(List<StreamReader> readers, int events) {
        long end = System.nanoTime() + ARRIVAL.toNanos();
        while (readers.stream().anyMatch(reader -> reader.arrived().size() < events) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Writes down when each was sent. */
    private record Timed(CallbackWork work, Map<Integer, Long> sent) implements LoadWork {
        @Override
        public byte[] request(int number) {
            return work.request(number);
        }

        @Override
        public boolean accept(int number, LoadAnswer answer) {
            boolean good = work.accept(number, answer);
            sent.put(number, System.nanoTime());
            return good;
        }
    }
}
