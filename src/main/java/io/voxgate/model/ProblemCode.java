package io.voxgate.model;

/** Every {@code code} that a problem of this API can have, with its HTTP status and title: the catalogue behind the contract. */
public enum ProblemCode {
    MALFORMED_BODY(400, "The body cannot be read"),
    INVALID_PARAMETER(400, "A query parameter or header is invalid"),
    IDEMPOTENCY_KEY_REQUIRED(400, "A phone call needs an Idempotency-Key"),
    UNAUTHENTICATED(401, "Who is asking?"),
    FORBIDDEN(403, "The key's roles do not allow this"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This path does not take this method"),
    NOT_ACCEPTABLE(406, "This representation does not exist"),
    CONFLICT(409, "It conflicts with what is stored"),
    IN_USE(409, "It is still used"),
    QUOTA_EXCEEDED(409, "The tenant has as many as it may have"),
    IDEMPOTENCY_IN_PROGRESS(409, "The request with this key is still running"),
    PRECONDITION_FAILED(412, "It has changed since you read it"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not understood"),
    INVALID_REQUEST(422, "The request is invalid"),
    INLINE_SECRET(422, "A secret was sent where only a credential's name may stand"),
    VARIABLE_INVALID(422, "A variable is missing, unknown or of the wrong type"),
    TRANSLATION_REJECTED(422, "The vendor cannot start this agent"),
    TRANSLATION_LOSSY(422, "The vendor would lose settings, and handling=strict forbids it"),
    UNSUPPORTED_BY_VENDOR(422, "The vendor cannot do this"),
    IDEMPOTENCY_KEY_REUSED(422, "The key was used for another request"),
    SESSION_NOT_RUNNING(409, "The session is not running"),
    VENDOR_REFUSED(422, "The vendor refused"),
    CREDENTIAL_REJECTED(424, "The vendor rejected the connection's key"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL_ERROR(500, "Something is broken on our side"),
    VENDOR_THROTTLED(503, "The vendor asks to slow down"),
    VENDOR_UNAVAILABLE(503, "The vendor is out of service"),
    SECRETS_UNREADABLE(503, "Stored secrets cannot be opened"),
    UNAVAILABLE(503, "Voxgate cannot answer right now");

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
