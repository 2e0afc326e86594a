package io.voxgate.session;

import io.voxgate.adapter.FieldReport;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.template.AgentSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A start as it was asked for.
 *
 * @param idempotency the caller's key and its body's hash
 * @param losses which losses of a translation fail the start
 */
public record StartRequest(
        String tenantId,
        AgentSource source,
        Channel channel,
        ConnectionRoute route,
        Map<String, String> metadata,
        Optional<IdempotencyKey> idempotency,
        Losses losses) {

    /**
     * The connections that are tried.
     *
     * @param names in order; at least one
     * @param pointer where the request names them, for faults
     */
    public record ConnectionRoute(List<String> names, String pointer) {}

    /** @param text as the caller chose it */
    public record IdempotencyKey(String text, byte[] bodyHash) {}

    /** Finds the losses that fail the start. */
    @FunctionalInterface
    public interface Losses {
        List<Fault> of(String vendor, List<FieldReport.ReportEntry> fields);
    }
}
