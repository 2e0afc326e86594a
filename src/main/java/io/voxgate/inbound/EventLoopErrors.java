package io.voxgate.inbound;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Exceptions of an event loop that were not caught. One of them is no fault of ours: where a connection ends while
 * something is being written to it, Vert.x completes the same promise with both, and complains of itself.
 */
@ApplicationScoped
public class EventLoopErrors {
    private static final Logger LOG = Logger.getLogger(EventLoopErrors.class);
    private static final String COMPLETED_TWICE = "Result is already complete";

    void register(@Observes StartupEvent start, Vertx vertx) {
        vertx.exceptionHandler(EventLoopErrors::uncaught);
    }

    private static void uncaught(Throwable error) {
        if (error instanceof IllegalStateException && COMPLETED_TWICE.equals(error.getMessage())) {
            LOG.infof("A connection ended while something was being written to it: cause=%s", error.getMessage());
        } else {
            LOG.error("An exception of an event loop was not caught", error);
        }
    }
}
