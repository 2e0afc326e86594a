package io.voxgate.sandbox;

import java.time.Duration;
import java.util.Map;

/** What a simulator does with a request. */
public sealed interface SandboxReply {

    /** An answer, after a while. */
    record ReplyWithBody(int status, Map<String, String> headers, byte[] body, Duration after)
            implements SandboxReply {}

    /** The connection is closed without an answer, after a while. */
    record Reset(Duration after) implements SandboxReply {}
}
