package io.voxgate.canary;

import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests and keeps every answer, head and body. */
final class ResponseRecorder {
    private final Gateway gateway;
    private final List<Answer> answers = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    ResponseRecorder(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * One answer.
     *
     * @param what the request's method and path
     * @param text all of it
     * @param allowed the canaries that it may show: a new secret is shown once
     */
    record Answer(String what, String text, List<String> allowed) {}

    Reply send(Call call, String... allowed) {
        return keep(call, gateway.send(call), allowed);
    }

    /** The same at the management port. */
    Reply manage(Call call) {
        return keep(call, gateway.manage(call));
    }

    private Reply keep(Call call, Reply reply, String... allowed) {
        String text = reply.status() + "\n" + reply.headers() + "\n" + reply.body();
        answers.add(new Answer(call.method() + " " + call.path(), text, List.of(allowed)));
        statuses.merge(reply.status(), 1, Integer::sum);
        return reply;
    }

    List<Answer> answers() {
        return answers;
    }

    /** How many answers had which status. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }
}
