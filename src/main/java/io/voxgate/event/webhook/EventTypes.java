package io.voxgate.event.webhook;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a webhook can ask for: a type, all of a group ({@code session.*}), or everything ({@code *}). */
public final class EventTypes {
    /** Everything, also types that come later. */
    public static final String ALL = "*";

    /** What {@code POST …/test} sends; it cannot be subscribed to. */
    public static final String TEST = "webhook.test";

    /** Voxgate switched another webhook of the tenant off. */
    public static final String DISABLED = "webhook.disabled";

    /** Every type that happens by itself. */
    public static final List<String> KNOWN = List.of(
            "session.starting",
            "session.ringing",
            "session.started",
            "session.ready",
            "session.ended",
            "session.failed",
            "user.speechStarted",
            "transcript.added",
            "agent.speechFinished",
            "metric.recorded",
            "error.reported",
            "session.stalled",
            "silence.detected",
            "extraction.completed",
            "vendor.other",
            DISABLED);

    private static final Set<String> GROUPS = groups();

    private EventTypes() {}

    static boolean known(String wanted) {
        return wanted.equals(ALL) || KNOWN.contains(wanted) || GROUPS.contains(wanted);
    }

    /** All that can be asked for, for people. */
    static String words() {
        return String.join(", ", KNOWN) + "; a group (" + String.join(", ", GROUPS) + "); or * for everything";
    }

    private static Set<String> groups() {
        Set<String> groups = new TreeSet<>();
        KNOWN.forEach(type -> groups.add(type.substring(0, type.indexOf('.')) + ".*"));
        return groups;
    }
}
