package io.voxgate.bench;

import io.voxgate.attack.WireRequest;
import io.voxgate.bench.StartWork.BegunSession;
import io.voxgate.replicas.Postgres;
import io.voxgate.replicas.TrtcCalls;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signed callbacks that say something in sessions that run, over the sessions in turn, each with a number of its own.
 */
final class CallbackWork implements LoadWork {
    private static final long TIME = 1_700_000_000_000L;
    private static final int NUMBERS = 1_000_000;
    private static final String STORED =
            "SELECT substring(raw::text FROM 'number ([0-9]+)') FROM session_event WHERE raw::text ~ 'number [0-9]+' "
                    + "AND session_id NOT LIKE '" + StockFiller.SESSION + "%'";

    private final List<BegunSession> sessions;
    private final int first;
    private final Set<Integer> sent = ConcurrentHashMap.newKeySet();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

    CallbackWork(List<BegunSession> sessions) {
        this(sessions, 0);
    }

    /** @param turn a later work in the same sessions has a higher one, so that it says what was not said before */
    CallbackWork(List<BegunSession> sessions, int turn) {
        this.sessions = sessions;
        this.first = turn * NUMBERS;
    }

    @Override
    public byte[] request(int index) {
        int number = first + index;
        BegunSession session = sessions.get(number % sessions.size());
        String body = """
                {"EventGroupId":9,"EventType":903,"CallbackTs":%d,"EventInfo":{"EventMsTs":%d,"TaskId":"%s",\
                "RoomId":"room","RoomIdType":1,"Payload":{"UserId":"user_1","Text":"number %d","StartTimeMs":1,\
                "EndTimeMs":2,"RoundId":"r%d"}}}""".formatted(TIME + number, TIME + number, session.task(), number, number);
        return WireRequest.of("POST", session.account().callbackPath())
                .header("Sign", TrtcCalls.sign(body))
                .header("SdkAppId", Integer.toString(session.account().app()))
                .body(body)
                .bytes();
    }

    @Override
    public boolean accept(int index, LoadAnswer answer) {
        int number = first + index;
        sent.add(number);
        return answer.status() == 200 && acknowledged.add(number);
    }

    /** The numbers that were answered 200. */
    Set<Integer> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** What is wrong with the stored events, held against what was answered. */
    List<String> faults(Postgres postgres) {
        List<Integer> stored = postgres.column(STORED).stream()
                .map(Integer::valueOf)
                .filter(number -> number >= first)
                .toList();
        return RowComparison.ofArrivals(acknowledged, sent, stored);
    }

    /** What is wrong with numbers that arrived somewhere else, as often as they did. */
    List<String> faults(List<Integer> arrived) {
        return RowComparison.ofArrivals(acknowledged, sent, arrived);
    }
}
