package io.voxgate.session;

import io.voxgate.egress.Deadline;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.EnumNames;
import io.voxgate.session.state.SessionFacts;
import io.voxgate.session.store.SessionRow;
import io.voxgate.template.ComposedAgent;
import java.time.Instant;
import java.util.Optional;

/** Everything about one start that does not change from connection to connection. */
record StartPlan(
        StartRequest order,
        String id,
        ComposedAgent composed,
        Channel channel,
        String nonce,
        Instant now,
        Deadline deadline) {
    String tenantId() {
        return order.tenantId();
    }

    /** The session as it is stored before it is sent over a connection. */
    SessionRow row(StartCandidate.Fit fit, SessionFacts facts) {
        VendorConnection vendor = fit.ready().vendor();
        SessionRow.StartColumns start = new SessionRow.StartColumns(
                vendor.info().id(),
                vendor.connection().name(),
                composed.template(),
                Json.tree(channel),
                Json.tree(composed.agent()),
                fit.translated().tree(),
                Json.tree(order.metadata()),
                nonce,
                now);
        SessionRow.StateColumns state = new SessionRow.StateColumns(
                EnumNames.of(facts.status()),
                Json.tree(facts),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                new SessionRow.LookupColumns(
                        Optional.of(now.plus(SessionStarter.CERTAIN_AFTER)), 0, Optional.empty(), Optional.empty()),
                1,
                Optional.empty());
        return new SessionRow(id, order.tenantId(), start, state, now, now, 0);
    }

    /** What changes when a stored start is sent over another connection. */
    static SessionRow.StartColumns elsewhere(SessionRow.StartColumns start, StartCandidate.Fit fit, Instant now) {
        VendorConnection vendor = fit.ready().vendor();
        return new SessionRow.StartColumns(
                vendor.info().id(),
                vendor.connection().name(),
                start.template(),
                start.channel(),
                start.agent(),
                fit.translated().tree(),
                start.metadata(),
                start.nonce(),
                now);
    }
}
