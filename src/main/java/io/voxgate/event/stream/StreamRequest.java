package io.voxgate.event.stream;

import io.voxgate.security.StreamTokenTable.TokenGrant;
import java.util.Optional;

/**
 * A stream that is to be opened.
 *
 * @param grant by whose right
 * @param sessionId whose events; empty: all of the tenant's
 * @param cursor after which to begin
 * @param lost something after the mark is not kept any more
 * @param over the session is over already
 */
public record StreamRequest(
        TokenGrant grant, Optional<String> sessionId, StreamCursor cursor, boolean lost, boolean over) {
    String tenantId() {
        return grant.tenantId();
    }
}
