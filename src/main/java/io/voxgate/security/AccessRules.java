package io.voxgate.security;

import static io.voxgate.security.CallerRole.ADMIN;
import static io.voxgate.security.CallerRole.EDITOR;
import static io.voxgate.security.CallerRole.OPERATOR;
import static io.voxgate.security.CallerRole.RUNNER;
import static io.voxgate.security.CallerRole.VIEWER;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what: each operation of the contract has its one line here, and nothing else grants anything. The operator
 * sees to tenants and their keys and to nothing that a tenant owns; within a tenant every role reads, an admin does
 * everything, an editor writes templates, a runner runs sessions. {@code AccessCheck} stops a start-up with an
 * operation that has no line, or a line without an operation.
 */
public final class AccessRules {
    private static final CallerRole[] READERS = {ADMIN, EDITOR, RUNNER, VIEWER};

    private static final Map<String, Set<CallerRole>> TABLE = Map.ofEntries(
            // Who is asking
            may("getCaller", OPERATOR, ADMIN, EDITOR, RUNNER, VIEWER),

            // Tenants and keys
            may("createTenant", OPERATOR),
            may("listTenants", OPERATOR),
            may("getTenant", OPERATOR, ADMIN, EDITOR, RUNNER, VIEWER),
            may("updateTenant", OPERATOR, ADMIN),
            may("deleteTenant", OPERATOR),
            may("putQuotas", OPERATOR),
            may("getQuotas", OPERATOR, ADMIN, EDITOR, RUNNER, VIEWER),
            may("createKey", OPERATOR, ADMIN),
            may("listKeys", OPERATOR, ADMIN, EDITOR, RUNNER, VIEWER),
            may("getKey", OPERATOR, ADMIN, EDITOR, RUNNER, VIEWER),
            may("deleteKey", OPERATOR, ADMIN),

            // Credentials and connections; a verification changes nothing, but it calls the vendor in the tenant's
            // name;
            // a credential is verified by those who may send it somewhere by a start
            may("listCredentials", READERS),
            may("getCredential", READERS),
            may("putCredential", ADMIN),
            may("deleteCredential", ADMIN),
            may("verifyCredential", ADMIN, RUNNER),
            may("listConnections", READERS),
            may("getConnection", READERS),
            may("putConnection", ADMIN),
            may("deleteConnection", ADMIN),
            may("verifyConnection", ADMIN, EDITOR, RUNNER),

            // What runs at a vendor without a session: read and stopped like sessions
            may("listStrays", READERS),
            may("stopStray", ADMIN, RUNNER),

            // When and whom the tenant may call: a runner keeps the list of those who want no calls
            may("listCallingPolicies", READERS),
            may("getCallingPolicy", READERS),
            may("putCallingPolicy", ADMIN),
            may("deleteCallingPolicy", ADMIN),
            may("listSuppressions", READERS),
            may("getSuppression", READERS),
            may("putSuppression", ADMIN, RUNNER),
            may("deleteSuppression", ADMIN),

            // Templates
            may("listTemplates", READERS),
            may("getTemplate", READERS),
            may("putTemplate", ADMIN, EDITOR),
            may("deleteTemplate", ADMIN, EDITOR),
            may("listRevisions", READERS),
            may("getRevision", READERS),
            may("publishRevision", ADMIN, EDITOR),
            may("diffRevisions", READERS),
            may("listStarterTemplates", READERS),
            may("getStarterTemplate", READERS),
            may("importStarterTemplate", ADMIN, EDITOR),

            // Vendors, dry runs and imports: nothing is stored and no vendor is called
            may("listVendors", READERS),
            may("getVendor", READERS),
            may("translateAgent", READERS),
            may("importAgent", READERS),

            // Sessions
            may("startSession", ADMIN, RUNNER),
            may("listSessions", READERS),
            may("getSession", READERS),
            may("getDiagnosis", READERS),
            may("changeSessionAgent", ADMIN, RUNNER),
            may("say", ADMIN, RUNNER),
            may("promptSession", ADMIN, RUNNER),
            may("stopSession", ADMIN, RUNNER),
            may("transferSession", ADMIN, RUNNER),

            // Events
            may("listEvents", READERS),
            may("listSessionEvents", READERS),
            may("getTranscript", READERS),
            may("createStreamToken", READERS),

            // Audit: the operator's part of it is tenants and keys
            may("listAudit", OPERATOR, ADMIN),

            // The end of a person's data
            may("erasePerson", ADMIN),

            // Usage
            may("getUsage", READERS),
            may("getUsageLimits", READERS),

            // Webhooks: their URLs get what the tenant's conversations say
            may("listWebhooks", READERS),
            may("getWebhook", READERS),
            may("putWebhook", ADMIN),
            may("deleteWebhook", ADMIN),
            may("rotateWebhookSecret", ADMIN),
            may("testWebhook", ADMIN),
            may("listDeliveries", READERS),
            may("getDelivery", READERS),
            may("retryDelivery", ADMIN),

            // A vendor's callback: its signature says who it is
            open("receiveCallback"));

    private AccessRules() {}

    /** Every operation that has a line. */
    public static Set<String> operations() {
        return TABLE.keySet();
    }

    /** Who may; empty where no authentication is needed. */
    public static Set<CallerRole> roles(String operationId) {
        return Optional.ofNullable(TABLE.get(operationId))
                .orElseThrow(() -> new IllegalStateException("No line says who may use " + operationId));
    }

    private static Map.Entry<String, Set<CallerRole>> may(String operationId, CallerRole... roles) {
        return Map.entry(operationId, Set.of(roles));
    }

    private static Map.Entry<String, Set<CallerRole>> open(String operationId) {
        return Map.entry(operationId, Set.of());
    }
}
