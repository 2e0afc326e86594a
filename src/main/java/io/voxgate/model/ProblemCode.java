package io.voxgate.model;

/**
 * Every {@code code} that a problem of this API can have, with its HTTP status and title: the catalogue behind the
 * contract.
 */
public enum ProblemCode {
    MALFORMED_BODY(400, "Malformed body"),
    INVALID_PARAMETER(400, "Invalid query parameter or header"),
    IDEMPOTENCY_KEY_REQUIRED(400, "Idempotency-Key required for a phone call"),
    UNAUTHENTICATED(401, "Authentication required"),
    FORBIDDEN(403, "Forbidden for these roles"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    CONFLICT(409, "Conflict with what is stored"),
    IN_USE(409, "Still in use"),
    QUOTA_EXCEEDED(409, "Quota of the tenant exceeded"),
    IDEMPOTENCY_IN_PROGRESS(409, "Request with this Idempotency-Key still running"),
    PRECONDITION_FAILED(412, "Precondition failed"),
    BODY_TOO_LARGE(413, "Body too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    INVALID_REQUEST(422, "Invalid request"),
    INLINE_SECRET(422, "Secret where only a credential's name is allowed"),
    VARIABLE_INVALID(422, "Variable missing, unknown or of the wrong type"),
    TRANSLATION_REJECTED(422, "The vendor cannot start this agent"),
    TRANSLATION_LOSSY(422, "The vendor would lose settings, and handling=strict forbids it"),
    UNSUPPORTED_BY_VENDOR(422, "Not supported by the vendor"),
    NOT_ALLOWED_NOW(422, "Call not allowed by a calling policy or the suppression list"),
    IDEMPOTENCY_KEY_REUSED(422, "Idempotency-Key used for another request"),
    SESSION_NOT_RUNNING(409, "Session not running"),
    VENDOR_REFUSED(422, "Refused by the vendor"),
    CREDENTIAL_REJECTED(424, "Credential rejected by the vendor"),
    RATE_LIMITED(429, "Too many requests"),
    RATE_QUOTA_EXCEEDED(429, "The tenant starts too many sessions a minute"),
    CONCURRENCY_QUOTA_EXCEEDED(429, "The tenant has too many sessions at once"),
    MINUTES_QUOTA_EXCEEDED(429, "The tenant's minutes are used up"),
    INTERNAL_ERROR(500, "Internal error"),
    VENDOR_THROTTLED(503, "Throttled by the vendor"),
    VENDOR_UNAVAILABLE(503, "Vendor unavailable"),
    SECRETS_UNREADABLE(503, "Stored secrets cannot be decrypted"),
    UNAVAILABLE(503, "Service unavailable");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
