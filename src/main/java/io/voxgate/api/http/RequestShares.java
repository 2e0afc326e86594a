package io.voxgate.api.http;

import io.vertx.ext.web.RoutingContext;
import io.voxgate.limits.ConcurrencyLimiter.Permit;
import io.voxgate.tenant.TenantShares;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Gives each request of a known caller its place in the tenant's share. It keeps it until both are over: the work,
 * which goes on when the client hangs up, and the sending of the answer, which a slow reader draws out. A stream only
 * needs a place while it is being opened; streams have a share of their own.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
public class RequestShares implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String PROPERTY = "io.voxgate.place";

    private final TenantShares shares;
    private final CurrentCaller caller;
    private final RoutingContext context;

    public RequestShares(TenantShares shares, CurrentCaller caller, RoutingContext context) {
        this.shares = shares;
        this.caller = caller;
        this.context = context;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (caller.known().isEmpty()) {
            return;
        }
        HeldPermit place = new HeldPermit(shares.request(caller.get().tenantId()));
        request.setProperty(PROPERTY, place);
        PermitEnding worked = place.ending();
        PermitEnding answered = place.ending();
        ((ResteasyReactiveContainerRequestContext) request)
                .getServerRequestContext()
                .registerCompletionCallback(_ -> worked.end());
        context.addEndHandler(_ -> answered.end());
        if (context.response().closed() || context.response().ended()) {
            answered.end(); // the client was gone before the handler was there, which is not called then
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (MediaType.SERVER_SENT_EVENTS_TYPE.equals(response.getMediaType())
                && request.getProperty(PROPERTY) instanceof HeldPermit place) {
            place.permit.close();
        }
    }

    /** A permit that is given back with the last of its endings. */
    private static final class HeldPermit {
        private final Permit permit;
        private final AtomicInteger open = new AtomicInteger();

        HeldPermit(Permit permit) {
            this.permit = permit;
        }

        PermitEnding ending() {
            open.incrementAndGet();
            AtomicBoolean over = new AtomicBoolean();
            return () -> {
                if (over.compareAndSet(false, true) && open.decrementAndGet() == 0) {
                    permit.close();
                }
            };
        }
    }

    private interface PermitEnding {
        void end();
    }
}
