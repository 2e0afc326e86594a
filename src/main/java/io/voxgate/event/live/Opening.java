package io.voxgate.event.live;

import io.voxgate.persistence.StreamTokenTable.Grant;
import java.util.Optional;

/**
 * A stream that is to be opened.
 *
 * @param grant by whose right
 * @param sessionId whose events; empty: all of the tenant's
 * @param mark after which to begin
 * @param lost something after the mark is not kept any more
 * @param over the session is over already
 */
public record Opening(Grant grant, Optional<String> sessionId, Mark mark, boolean lost, boolean over) {
    String tenantId() {
        return grant.tenantId();
    }
}
