package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs the cases of a test at the same time: conversations are mostly waiting. */
final class Concurrently {
    private Concurrently() {}

    /** Every case that fails is told. */
    static <T> void each(List<T> cases, Consumer<T> test) {
        Map<T, Future<?>> running = new LinkedHashMap<>();
        List<AssertionError> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            cases.forEach(one -> running.put(one, threads.submit(() -> test.accept(one))));
        }
        running.forEach((one, end) -> {
            try {
                end.get();
            } catch (ExecutionException e) {
                failures.add(new AssertionError(one + ": " + e.getCause(), e.getCause()));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(failures).as("cases that failed").isEmpty();
    }
}
