package io.voxgate.adapter;

import io.voxgate.json.Json;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The part of a machine's metadata service that vendors have alike: below one path the name of the machine's role, and
 * below that name the role's temporary key.
 *
 * @param address the service's, where only the machine itself is heard
 * @param path of the roles, with a slash at its end
 * @param key what the last answer holds
 */
public record MetadataService(URI address, String path, Function<HttpReply, Optional<TemporaryKey>> key) {
    /** A role's name; what is no such name, a proxy's page for example, is never put into a path. */
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");

    /** A question to the service, or to the sandbox in its place. */
    public HttpCall call(VendorAccount account, String method, String below, Map<String, String> headers) {
        URI uri = account.endpoint().orElse(address).resolve(below);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Host", uri.getRawAuthority());
        all.put("Accept", "application/json, text/plain");
        all.putAll(headers);
        return new HttpCall("InstanceMetadata", method, uri, all, new byte[0]);
    }

    /** Asks for the role's name, then for its key. */
    public MetadataStep role(VendorAccount account, Map<String, String> headers) {
        return new MetadataStep.MetadataQuestion(
                call(account, "GET", path, headers), reply -> named(account, headers, reply));
    }

    private MetadataStep named(VendorAccount account, Map<String, String> headers, HttpReply reply) {
        String name = reply.bodyText().strip();
        if (reply.status() != 200 || !NAME.matcher(name).matches()) {
            return new MetadataStep.NoMachineKey("The machine's metadata service names no role of the machine.");
        }
        return new MetadataStep.MetadataQuestion(call(account, "GET", path + name, headers), this::found);
    }

    private MetadataStep found(HttpReply reply) {
        boolean success = reply.status() == 200
                && Json.parse(reply.body())
                        .filter(body -> body.path("Code").asText().equals("Success"))
                        .isPresent();
        return Optional.of(reply)
                .filter(_ -> success)
                .flatMap(key)
                .<MetadataStep>map(MetadataStep.MachineKey::new)
                .orElseGet(() ->
                        new MetadataStep.NoMachineKey("The machine's metadata service gives no key of its role."));
    }
}
