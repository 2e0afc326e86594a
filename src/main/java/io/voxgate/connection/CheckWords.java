package io.voxgate.connection;

import io.voxgate.model.CauseKind;

/** What a refusal by a model, a voice or a recognition service means, as a sentence. */
final class CheckWords {
    private CheckWords() {}

    static String of(CauseKind kind) {
        return switch (kind) {
            case KEY_REJECTED -> "The service does not take the key: enter it again, and look whether it was deleted.";
            case MISSING_PERMISSION -> "The key is known, and may not use what the agent names.";
            case NOT_FOUND ->
                "The service does not know the model, voice or app that the agent names, or the url's path.";
            case QUOTA_USED_UP -> "The account has no money or quota left.";
            case RATE_USED_UP -> "The account is asked more often than it may be, just now.";
            case TIMED_OUT -> "The service gave up by itself: it did not answer in time.";
            case UNREACHABLE -> "The service is out of order, or something in front of it.";
            case REQUEST_REFUSED -> "The service refuses the request itself: its words say why.";
            default -> "The service failed for another reason.";
        };
    }
}
