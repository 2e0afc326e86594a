package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is wrong, whichever part it is. */
@Schema(
        name = "CauseKind",
        description = "keyRejected, wrongClock, missingPermission; notFound: the app, model or voice does not exist; "
                + "quotaUsedUp: money, a package or a licence; rateUsedUp: too much at once; timedOut; unreachable; "
                + "requestRefused: the request itself; failed: for another reason; silent: nothing came, and nobody says "
                + "why; notAllowed: a rule of the vendor; notStarted; removed; replaced by another agent; outcomeUnknown; "
                + "notReceived and notBelieved: callbacks; absent, noAnswer: the person; notCarried: the vendor cannot do "
                + "what the agent asks for; waitsForPerson. New kinds may come.")
public enum CauseKind {
    @JsonProperty("keyRejected")
    KEY_REJECTED,
    @JsonProperty("wrongClock")
    WRONG_CLOCK,
    @JsonProperty("missingPermission")
    MISSING_PERMISSION,
    @JsonProperty("notFound")
    NOT_FOUND,
    @JsonProperty("quotaUsedUp")
    QUOTA_USED_UP,
    @JsonProperty("rateUsedUp")
    RATE_USED_UP,
    @JsonProperty("timedOut")
    TIMED_OUT,
    @JsonProperty("unreachable")
    UNREACHABLE,
    @JsonProperty("requestRefused")
    REQUEST_REFUSED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("silent")
    SILENT,
    @JsonProperty("notAllowed")
    NOT_ALLOWED,
    @JsonProperty("notStarted")
    NOT_STARTED,
    @JsonProperty("removed")
    REMOVED,
    @JsonProperty("replaced")
    REPLACED,
    @JsonProperty("outcomeUnknown")
    OUTCOME_UNKNOWN,
    @JsonProperty("notReceived")
    NOT_RECEIVED,
    @JsonProperty("notBelieved")
    NOT_BELIEVED,
    @JsonProperty("absent")
    ABSENT,
    @JsonProperty("noAnswer")
    NO_ANSWER,
    @JsonProperty("notCarried")
    NOT_CARRIED,
    @JsonProperty("waitsForPerson")
    WAITS_FOR_PERSON
}
