package io.voxgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.attack.WireRequest;
import io.voxgate.bench.StartWork.BegunSession;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads of sessions, one by one or as lists, each of which must hold what was asked for. */
final class ReadWork implements LoadWork {
    private final List<BegunSession> sessions;
    private final boolean list;
    private final Map<String, Set<String>> idsOfTenant;

    private ReadWork(List<BegunSession> sessions, boolean list) {
        this.sessions = sessions;
        this.list = list;
        this.idsOfTenant = sessions.stream()
                .collect(Collectors.groupingBy(
                        session -> session.tenant().id(), Collectors.mapping(BegunSession::id, Collectors.toSet())));
    }

    static ReadWork one(List<BegunSession> sessions) {
        return new ReadWork(sessions, false);
    }

    /** The newest fifty of a tenant. */
    static ReadWork list(List<BegunSession> sessions) {
        return new ReadWork(sessions, true);
    }

    private BegunSession session(int number) {
        return sessions.get(number % sessions.size());
    }

    @Override
    public byte[] request(int number) {
        BegunSession session = session(number);
        return WireRequest.get(
                list ? "/v1/sessions?pageSize=50" : "/v1/sessions/" + session.id(),
                session.tenant().bearer());
    }

    @Override
    public boolean accept(int number, LoadAnswer answer) {
        BegunSession session = session(number);
        if (answer.status() != 200) {
            return false;
        }
        return list
                ? isPage(
                        answer.json().path("items"),
                        idsOfTenant.get(session.tenant().id()))
                : answer.text().contains("\"id\":\"" + session.id() + "\"");
    }

    /** As many as there are, or a full page; each of them this tenant's, or a copy beside them; none twice. */
    static boolean isPage(JsonNode items, Set<String> known) {
        Set<String> ids =
                items.valueStream().map(item -> item.path("id").asText()).collect(Collectors.toSet());
        return ids.size() == items.size()
                && ids.size() >= Math.min(50, known.size())
                && ids.stream().allMatch(id -> known.contains(id) || id.startsWith(StockFiller.SESSION));
    }
}
