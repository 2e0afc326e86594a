package io.voxgate.egress;

import io.micrometer.core.instrument.MeterRegistry;
import io.voxgate.adapter.HttpCall;
import io.voxgate.config.EgressSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Sends the JSON calls that are not hot, by Quarkus' REST client: each with a client of its own, which is closed
 * afterwards. {@link Transport} sends the others, whose signatures want their bytes as they are.
 */
@ApplicationScoped
public class JsonCalls {
    private static final Logger LOG = Logger.getLogger(JsonCalls.class);
    private static final String STOPPING = "Voxgate is stopping.";

    private final EgressAddressPolicy policy;
    private final NameResolution names;
    private final CallRecorder recorder;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("json-call-", 0).factory());

    /** The addresses of a name. */
    @FunctionalInterface
    public interface NameResolution {
        InetAddress[] addresses(String host) throws UnknownHostException, InterruptedException;
    }

    @Inject
    public JsonCalls(EgressSettings settings, MeterRegistry meters) {
        this(new EgressAddressPolicy(settings.privateAddresses()), NameLookups::of, meters);
    }

    public JsonCalls(EgressAddressPolicy policy, NameResolution names, MeterRegistry meters) {
        this.policy = policy;
        this.names = names;
        this.recorder = new CallRecorder(meters);
    }

    /** Sends a call whose body is JSON or empty, and waits for the whole answer, at most until the deadline. */
    public SendResult send(String vendor, HttpCall call, Deadline deadline) {
        return recorder.recorded(vendor, call, () -> exchange(call, deadline));
    }

    private SendResult exchange(HttpCall call, Deadline deadline) {
        if (deadline.remaining() == 0) {
            return new SendResult.NotSent("No time was left for the call to the vendor.");
        }
        JsonExchange exchange = new JsonExchange(call, policy, names, deadline);
        Future<SendResult> running;
        try {
            running = threads.submit(exchange::run);
        } catch (RejectedExecutionException _) {
            return new SendResult.NotSent(STOPPING);
        }
        try {
            return running.get(deadline.remaining(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            running.cancel(true);
            return exchange.ended("before the deadline");
        } catch (InterruptedException _) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            return exchange.ended("before Voxgate stopped");
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            LOG.debugf("json call failed operation=%s cause=%s", call.operation(), cause);
            return exchange.ended("(" + cause.getClass().getSimpleName() + ")");
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
