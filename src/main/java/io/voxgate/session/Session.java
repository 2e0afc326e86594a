package io.voxgate.session;

import io.voxgate.adapter.SessionRef;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.Channel;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.store.SessionRow;

/** A stored session with its life understood. */
record Session(SessionRow row, SessionFacts facts) {

    static Session of(SessionRow row) {
        return new Session(row, Json.MAPPER.convertValue(row.state().facts(), SessionFacts.class));
    }

    String id() {
        return row.id();
    }

    String tenantId() {
        return row.tenantId();
    }

    SessionStatus status() {
        return facts.status();
    }

    Channel channel() {
        return channel(row);
    }

    static Channel channel(SessionRow row) {
        return Json.MAPPER.convertValue(row.start().channel(), Channel.class);
    }

    Agent agent() {
        return Json.MAPPER.convertValue(row.start().agent(), Agent.class);
    }

    /** As if the vendor had never named it, so that it is looked for by our own id. */
    Session withoutHandle() {
        return new Session(row.withoutHandle(), facts);
    }

    /** As the vendor addresses it, once its handle is known. */
    SessionRef ref() {
        return new SessionRef(
                id(),
                row.state()
                        .vendorSessionId()
                        .orElseThrow(() -> new IllegalStateException("The session has no handle yet")),
                channel());
    }
}
