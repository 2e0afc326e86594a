package io.voxgate.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.VendorInfo.ConnectionField;
import io.voxgate.config.EgressSettings;
import io.voxgate.config.RoleGrants;
import io.voxgate.config.SandboxSettings;
import io.voxgate.egress.HostAddressCheck;
import io.voxgate.limits.Limit;
import io.voxgate.model.Fault;
import io.voxgate.model.SecretText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What makes a connection storable: the vendor's own schema, its adapter's check, and an endpoint that calls may go to.
 */
@ApplicationScoped
public class ConnectionRules {
    /** The endpoint that means the built-in simulator. */
    public static final String SANDBOX = "sandbox";

    private static final int LONGEST_SETTING = 1024;

    /** As long as the tokens of temporary keys may be, and as the contract says. */
    private static final int LONGEST_SECRET = 4096;

    private final AdapterRegistry adapters;
    private final EndpointRules endpoints;
    private final HostAddressCheck lookup;
    private final LentIdentity identity;

    public ConnectionRules(
            AdapterRegistry adapters,
            SandboxSettings sandbox,
            EgressSettings egress,
            HostAddressCheck lookup,
            RoleGrants grants) {
        this.adapters = adapters;
        this.endpoints = new EndpointRules(sandbox.enabled(), egress.privateAddresses());
        this.lookup = lookup;
        this.identity = new LentIdentity(grants);
    }

    /**
     * Everything that is wrong with it; pointers into the request.
     *
     * @param secrets what it has when the draft is stored
     */
    public List<Fault> check(String tenantId, ConnectionDraft draft, Map<String, SecretText> secrets) {
        Optional<VendorAdapter> adapter = adapters.find(draft.vendor());
        if (adapter.isEmpty()) {
            return List.of(new Fault(
                    "/vendor",
                    "UNKNOWN_VENDOR",
                    "There is no vendor " + draft.vendor() + ". There are: "
                            + adapters.all().stream().map(a -> a.info().id()).collect(Collectors.joining(", ")) + "."));
        }
        VendorInfo info = adapter.get().info();
        List<Fault> faults = new ArrayList<>();
        RegionRules.refusal(info, draft.region()).ifPresent(faults::add);
        draft.endpoint().flatMap(endpoints::refusal).ifPresent(faults::add);
        faults.addAll(
                members("/settings", info.connection().settings(), names(draft), name -> settingFault(draft, name)));
        boolean lent = LentIdentity.isNeeded(info.connection(), secrets.keySet());
        boolean allowed = lent && identity.allows(tenantId, adapter.get(), secrets);
        faults.addAll(members(
                "/credentials",
                allowed
                        ? LentIdentity.withoutKey(info.connection())
                        : info.connection().credentials(),
                secrets.keySet(),
                name -> secretFault(secrets, name)));
        if (lent) {
            LentIdentity.faults(info.connection(), allowed, draft).forEach(faults::add);
        }
        if (faults.isEmpty()) {
            faults.addAll(adapter.get().check(draft.settings(), secrets.keySet()));
        }
        return faults;
    }

    private static Set<String> names(ConnectionDraft draft) {
        return draft.settings().properties().stream()
                .filter(e -> !e.getValue().isNull())
                .map(e -> e.getKey())
                .collect(Collectors.toSet());
    }

    /**
     * Where the endpoint's name leads today; slow, because it is looked up. When a call is made it is looked up and
     * judged again.
     */
    public Optional<Fault> destination(ConnectionDraft draft) {
        return draft.endpoint()
                .filter(endpoint -> !endpoint.equals(SANDBOX))
                .flatMap(HostName::of)
                .flatMap(host -> lookup.refusal(host.name()).map(why -> endpoints.forbidden(host, why)));
    }

    private static List<Fault> members(
            String at,
            List<ConnectionField> schema,
            Set<String> given,
            Function<ConnectionField, Optional<Fault>> check) {
        List<Fault> faults = new ArrayList<>();
        String known = schema.stream().map(ConnectionField::name).collect(Collectors.joining(", "));
        given.stream()
                .filter(name -> schema.stream().noneMatch(field -> field.name().equals(name)))
                .sorted()
                .limit(Limit.FAULTS.max() + 1)
                .forEach(name -> faults.add(new Fault(
                        at + "/" + pointer(name), "UNKNOWN_FIELD", "This vendor's connections know: " + known + ".")));
        for (ConnectionField field : schema) {
            if (given.contains(field.name())) {
                check.apply(field).ifPresent(faults::add);
            } else if (field.required()) {
                faults.add(new Fault(at + "/" + field.name(), "REQUIRED", "It is required: " + field.description()));
            }
        }
        return faults;
    }

    private static Optional<Fault> settingFault(ConnectionDraft draft, ConnectionField field) {
        JsonNode value = draft.settings().path(field.name());
        String pointer = "/settings/" + field.name();
        boolean integer = field.type().equals("integer");
        if (integer ? !value.isIntegralNumber() : !value.isTextual()) {
            return Optional.of(
                    new Fault(pointer, "WRONG_TYPE", "It must be " + (integer ? "a whole number." : "text.")));
        }
        return form(pointer, field, value.asText(), LONGEST_SETTING);
    }

    private static Optional<Fault> secretFault(Map<String, SecretText> secrets, ConnectionField field) {
        return form(
                "/credentials/" + field.name(),
                field,
                Objects.requireNonNull(secrets.get(field.name())).reveal(),
                LONGEST_SECRET);
    }

    /** The sentence never holds the value: it may be a secret. */
    private static Optional<Fault> form(String pointer, ConnectionField field, String value, int longest) {
        boolean right = !value.isEmpty()
                && value.length() <= longest
                && (field.pattern().isEmpty() || value.matches(field.pattern()));
        return right
                ? Optional.empty()
                : Optional.of(new Fault(pointer, "WRONG_FORM", "It does not look like this: " + field.description()));
    }

    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
