package io.voxgate.chaos;

/** What has to hold, whatever happens. */
enum ChaosProperty {
    ONE_START_PER_SESSION("the vendor never begins two tasks for one order"),
    ONE_SESSION_PER_KEY("one Idempotency-Key is one session"),
    ONE_SESSION_PER_HANDLE("a vendor's task belongs to one session"),
    OWN_TASK_ONLY("a session has the task that was begun for it, never another's"),
    NO_ORPHAN("no task runs whose session is over, or that has none"),
    UNKNOWN_SETTLES("unknown ends within ten minutes, 95 of 100 within one"),
    SESSION_SETTLES("a session whose task is over, or was never begun, is over too"),
    STOP_ARRIVES("a stop that was taken reaches the vendor, or the task is over"),
    CALLBACK_KEPT("a callback that was answered 200 becomes an event, once"),
    SEQUENCE_WITHOUT_GAP("a session's events are numbered without a gap"),
    EVENT_DELIVERED("each event reaches a good receiver, always with the same body"),
    ANSWER_IS_TRUE("what a caller is told is so"),
    NO_INTERNAL_ERROR("nobody is answered 500");

    private final String promise;

    ChaosProperty(String promise) {
        this.promise = promise;
    }

    String promise() {
        return promise;
    }
}
