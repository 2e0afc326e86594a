package io.voxgate.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.connection.ConnectionTable.ConnectionRow;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.model.SecretText;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a change of a connection sends its calls elsewhere. Then its secrets are needed again, or a caller that may
 * change a connection could have them sent anywhere.
 */
final class ConnectionMoves {
    private static final RequestNonce NO_NONCE = new RequestNonce("0".repeat(32));

    private final AdapterRegistry adapters;
    private final ServiceUrls serviceUrls;

    ConnectionMoves(AdapterRegistry adapters, ServiceUrls serviceUrls) {
        this.adapters = adapters;
        this.serviceUrls = serviceUrls;
    }

    /**
     * Whether calls go elsewhere then: to another endpoint, or to another of the vendor's own hosts because a region or
     * a setting decides that.
     */
    boolean moved(ConnectionRow row, ConnectionDraft draft, Map<String, SecretText> stored, boolean sound) {
        if (!row.endpoint().equals(draft.endpoint())) {
            return true;
        }
        boolean known = sound
                && stored.keySet()
                        .equals(row.secrets()
                                .propertyStream()
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet()));
        return known
                && !same(row, draft)
                && !goal(row.vendor(), stored, account(row.region(), row.endpoint(), row.settings()))
                        .equals(goal(
                                row.vendor(), stored, account(draft.region(), draft.endpoint(), draft.settings())));
    }

    /** Scheme, host and port of a call that is never sent. */
    private List<Object> goal(String vendor, Map<String, SecretText> secrets, VendorAccount account) {
        VendorAdapter adapter = adapters.get(vendor);
        URI uri = adapter.sign(
                        adapter.probe(account),
                        account,
                        new CredentialValues(withKey(adapter, secrets), Map.of()),
                        Instant.EPOCH,
                        NO_NONCE)
                .uri();
        return List.of(uri.getScheme(), uri.getHost(), uri.getPort());
    }

    /** A connection without a key gets one to sign a call that is never sent. */
    private static Map<String, SecretText> withKey(VendorAdapter adapter, Map<String, SecretText> secrets) {
        Map<String, SecretText> whole = new HashMap<>(secrets);
        Stream.of(SecretPart.KEY_ID, SecretPart.KEY_SECRET)
                .flatMap(part -> adapter.info().connection().secret(part).stream())
                .forEach(name -> whole.putIfAbsent(name, new SecretText("none")));
        return whole;
    }

    /**
     * The secrets that a move needs again: a caller that may move a connection need not know them, and so must not be
     * able to have them sent anywhere.
     */
    static Stream<Fault> unnamed(ConnectionRow row, ConnectionDraft draft) {
        return row.secrets()
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(field -> !draft.secrets().containsKey(field))
                .sorted()
                .map(field -> new Fault(
                        "/credentials/" + field,
                        "REQUIRED",
                        "The connection's calls would go elsewhere, so this secret is needed again (null removes it): "
                                + "what is stored goes only where it went when it was stored."));
    }

    static boolean same(ConnectionRow row, ConnectionDraft draft) {
        return row.region().equals(draft.region())
                && row.endpoint().equals(draft.endpoint())
                && Json.same(row.settings(), draft.settings());
    }

    VendorAccount account(Optional<String> region, Optional<String> endpoint, ObjectNode settings) {
        return new VendorAccount(
                region,
                endpoint.map(text -> text.equals(ConnectionRules.SANDBOX) ? serviceUrls.sandbox() : URI.create(text)),
                settings);
    }
}
