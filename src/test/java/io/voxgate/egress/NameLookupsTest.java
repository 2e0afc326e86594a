package io.voxgate.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names whose name server does not answer: a hundred of one domain keep only the domain's share busy. */
class NameLookupsTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger busy = new AtomicInteger();
    private final NameLookups lookups = new NameLookups(
            6, 4, host -> host.endsWith("evil.test") ? held() : new InetAddress[] {InetAddress.getLoopbackAddress()});

    private InetAddress[] held() {
        busy.incrementAndGet();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new InetAddress[0];
    }

    @Test
    void aDomainWithoutAnAnswerStopsNobodyElse() throws ExecutionException, InterruptedException, UnknownHostException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<InetAddress[]>> evil = IntStream.range(0, 100)
                    .mapToObj(n -> threads.submit(() -> lookups.addresses("a" + n + ".evil.test")))
                    .toList();
            await().until(() -> busy.get() == 4);
            assertThat(threads.submit(() -> lookups.addresses("hooks.example.com"))
                            .get())
                    .hasSize(1);
            assertThat(threads.submit(() -> lookups.addresses("localhost")).get())
                    .hasSize(1);
            assertThat(busy.get()).isEqualTo(4);
            evil.subList(50, 100).forEach(waiting -> waiting.cancel(true));
            over.countDown();
            for (Future<InetAddress[]> answered : evil.subList(0, 50).stream()
                    .filter(each -> !each.isCancelled())
                    .toList()) {
                assertThat(answered.get()).isEmpty();
            }
        }
        assertThat(lookups.addresses("b.evil.test"))
                .as("whoever gave up keeps nothing")
                .isEmpty();
    }
}
