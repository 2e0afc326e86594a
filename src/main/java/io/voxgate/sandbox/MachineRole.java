package io.voxgate.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;

/**
 * What the metadata services of vendors' machines have alike: below a path the name of the machine's role, and below
 * that name a temporary key of it.
 *
 * @param path with a slash at its end
 * @param vendor whose built-in account the machine belongs to
 */
public record MachineRole(SandboxWorld world, String path, String vendor) {
    /** As long as the vendors' machines get theirs. */
    public static final Duration LASTS = Duration.ofHours(6);

    private static final String NAME = "sandbox-machine";

    /** Whether a request is for it. */
    public boolean below(SandboxRequest request) {
        return request.rawPath().startsWith(path);
    }

    /**
     * @param prefix how the vendor's ids of temporary keys begin
     * @param keyId of the built-in account
     * @param written the key as the vendor writes it
     */
    public SandboxReply answer(
            SandboxRequest request, String prefix, String keyId, Function<SandboxKey, ObjectNode> written) {
        String below = request.rawPath().substring(path.length());
        if (!request.method().equals("GET")) {
            return text(405, "Method Not Allowed");
        }
        if (below.isEmpty()) {
            return text(200, NAME);
        }
        Instant endsAt = world.clock().instant().plus(LASTS).truncatedTo(ChronoUnit.SECONDS);
        return world.accounts().byKeyId(vendor, keyId).stream()
                .filter(_ -> below.equals(NAME))
                .findFirst()
                .map(account -> TemporaryKeys.issue(
                        prefix, account.key(), endsAt, world.ids().get()))
                .<SandboxReply>map(key -> new SandboxReply.ReplyWithBody(
                        200,
                        Map.of("Content-Type", "application/json"),
                        SandboxJson.write(written.apply(key)),
                        Duration.ZERO))
                .orElseGet(() -> text(404, "404 - Not Found"));
    }

    /** An answer in plain text. */
    public static SandboxReply text(int status, String text) {
        return new SandboxReply.ReplyWithBody(
                status, Map.of("Content-Type", "text/plain"), SandboxJson.utf8(text), Duration.ZERO);
    }
}
