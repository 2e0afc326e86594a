package io.voxgate.connection;

import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorInfo.ConnectionField;
import io.voxgate.adapter.VendorInfo.ConnectionSchema;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.config.RoleGrants;
import io.voxgate.model.Fault;
import io.voxgate.model.SecretText;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Connections that name a role and have no key: the installation's own identity assumes their role, where its operator
 * has granted their tenant that role. Such a connection goes to the vendor itself or to the sandbox: a host that its
 * tenant names must not see what the installation signs.
 */
record LentIdentity(RoleGrants grants) {
    private static final Set<SecretPart> KEY =
            EnumSet.of(SecretPart.KEY_ID, SecretPart.KEY_SECRET, SecretPart.KEY_TOKEN);
    private static final String NOT_GRANTED = "RoleNotGranted";

    /** @param names of the secrets that a connection has */
    static boolean isNeeded(ConnectionSchema schema, Set<String> names) {
        return schema.secret(SecretPart.ROLE).filter(names::contains).isPresent()
                && KEY.stream().flatMap(part -> schema.secret(part).stream()).noneMatch(names::contains);
    }

    /** Whether this connection's role may be assumed so. */
    boolean allows(String tenantId, VendorAdapter adapter, Map<String, SecretText> secrets) {
        return adapter.installationIdentity().isPresent()
                && role(adapter, secrets)
                        .filter(arn -> grants.allows(tenantId, arn.reveal()))
                        .isPresent();
    }

    private static Optional<SecretText> role(VendorAdapter adapter, Map<String, SecretText> secrets) {
        return adapter.info().connection().secret(SecretPart.ROLE).map(secrets::get);
    }

    /** The secrets of such a connection, of which the key is none. */
    static List<ConnectionField> withoutKey(ConnectionSchema schema) {
        return schema.credentials().stream()
                .map(field -> KEY.contains(field.part())
                        ? new ConnectionField(
                                field.name(), field.type(), false, field.pattern(), field.description(), field.part())
                        : field)
                .toList();
    }

    /** What else is wrong with a connection that needs it. */
    static Stream<Fault> faults(ConnectionSchema schema, boolean allowed, ConnectionDraft draft) {
        if (!allowed) {
            return schema.secret(SecretPart.ROLE).stream()
                    .map(name -> new Fault(
                            "/credentials/" + name,
                            "ROLE_NOT_GRANTED",
                            "A connection that names a role and has no key needs the operator's grant of this role to "
                                    + "your tenant (VOXGATE_IDENTITY_ROLES), and there is none: give the key that may "
                                    + "assume it, or ask the operator."));
        }
        return draft.endpoint().stream()
                .filter(endpoint -> !endpoint.equals(ConnectionRules.SANDBOX))
                .map(_ -> new Fault(
                        "/endpoint",
                        "ADDRESS_NOT_ALLOWED",
                        "A connection without a key goes to the vendor's own address, or to the sandbox: what this "
                                + "installation signs is sent nowhere else."));
    }

    /** That the operator's grant is gone since the connection was stored. */
    static VendorError notGranted(String vendor) {
        return new VendorError(
                vendor,
                NOT_GRANTED,
                "this installation's operator has not granted your tenant the role (VOXGATE_IDENTITY_ROLES).",
                null);
    }
}
