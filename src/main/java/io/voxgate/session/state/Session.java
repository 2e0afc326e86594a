package io.voxgate.session.state;

import io.voxgate.adapter.SessionRef;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.Channel;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.store.SessionRow;

/** A stored session with its facts. */
public record Session(SessionRow row, SessionFacts facts) {

    public static Session of(SessionRow row) {
        return new Session(row, Json.MAPPER.convertValue(row.state().facts(), SessionFacts.class));
    }

    public String id() {
        return row.id();
    }

    public String tenantId() {
        return row.tenantId();
    }

    public SessionStatus status() {
        return facts.status();
    }

    public Channel channel() {
        return channel(row);
    }

    public static Channel channel(SessionRow row) {
        return Json.MAPPER.convertValue(row.start().channel(), Channel.class);
    }

    public Agent agent() {
        return Json.MAPPER.convertValue(row.start().agent(), Agent.class);
    }

    /** As if the vendor had never named it, so that it is looked for by our own id. */
    public Session withoutHandle() {
        return new Session(row.withoutHandle(), facts);
    }

    /** As the vendor addresses it, once its handle is known. */
    public SessionRef ref() {
        return new SessionRef(
                id(),
                row.state()
                        .vendorSessionId()
                        .orElseThrow(() -> new IllegalStateException("The session has no handle yet")),
                channel());
    }
}
