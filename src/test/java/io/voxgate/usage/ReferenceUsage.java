package io.voxgate.usage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.event.EventTable;
import io.voxgate.event.EventTable.NewEvent;
import io.voxgate.json.Json;
import io.voxgate.session.store.SessionRow;
import io.voxgate.session.store.SessionRow.EndColumns;
import io.voxgate.session.store.SessionRow.StartColumns;
import io.voxgate.session.store.SessionRow.StateColumns;
import io.voxgate.session.store.SessionTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Random sessions, written through the product's own tables, and beside it what they come to by plain counting. */
final class ReferenceUsage {
    private static final List<String> REASONS = List.of("hangUp", "completed", "busy", "vendorError", "llmError");
    private static final List<String> METRICS = List.of("llmFirstTokenMs", "ttsFirstFrameMs", "endToEndMs");
    private static final List<String> PLACES =
            List.of("tencent-trtc/trtc-main", "tencent-trtc/trtc-two", "tencent-ccc/ccc-main");

    private final Database database;
    private final String tenant;
    private final Random random;
    private final Instant begin;
    private final int hours;
    private final SessionTable sessions;
    private final EventTable events;
    private final List<Entry> entries = new ArrayList<>();

    ReferenceUsage(Database database, String tenant, long seed, Instant begin, int hours) {
        this.database = database;
        this.tenant = tenant;
        this.random = new Random(seed);
        this.begin = begin;
        this.hours = hours;
        this.sessions = new SessionTable(database);
        this.events = new EventTable(database);
    }

    /** One session and all that was measured in it. */
    static final class Entry {
        private SessionRow row;
        private final Map<String, List<BigDecimal>> measured = new TreeMap<>();

        Entry(SessionRow row) {
            this.row = row;
        }

        SessionRow row() {
            return row;
        }

        String key(String groupBy) {
            return switch (groupBy) {
                case "vendor" -> row.start().vendor();
                case "connection" -> row.start().connection();
                case "template" ->
                    row.start().template().map(name -> name.split("@")[0]).orElse("");
                default -> "";
            };
        }
    }

    /** Something happens in a session, or a new one begins. */
    void step() {
        if (entries.isEmpty() || random.nextInt(6) == 0) {
            begin();
            return;
        }
        Entry entry = entries.get(random.nextInt(entries.size()));
        SessionRow row = entry.row;
        boolean over = row.state().end().isPresent();
        switch (random.nextInt(over ? 4 : 10)) {
            case 0 -> end(entry);
            case 1 -> startedAt(entry);
            case 2, 3, 4, 5 -> measure(entry);
            case 6 -> route(entry);
            case 7 ->
                save(
                        entry,
                        row.start(),
                        state(row, "active", row.state().end(), row.state().startedAt()));
            default -> save(entry, row.start(), row.state());
        }
    }

    private void begin() {
        String[] place = PLACES.get(random.nextInt(PLACES.size())).split("/");
        Optional<String> template = random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of("support" + random.nextInt(2) + "@" + (1 + random.nextInt(3)));
        Instant created = begin.plusMillis(random.nextLong(hours * 3_600_000L));
        StartColumns start = new StartColumns(
                place[0],
                place[1],
                template,
                Json.object().put("type", "room").put("roomId", "r"),
                Json.object(),
                Json.object(),
                Json.object(),
                "n",
                created);
        StateColumns state = new StateColumns(
                "starting",
                Json.object(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                new SessionRow.LookupColumns(Optional.empty(), 0, Optional.empty(), Optional.empty()),
                1,
                Optional.empty());
        SessionRow row =
                new SessionRow("ses_" + tenant + "_" + entries.size(), tenant, start, state, created, created, 0);
        database.tenant(tenant, tx -> {
            sessions.insert(tx, row);
            return true;
        });
        entries.add(new Entry(row));
    }

    private void end(Entry entry) {
        SessionRow row = entry.row;
        boolean failed = random.nextInt(4) == 0;
        Instant at = row.createdAt().plusMillis(random.nextLong(5_400_000L));
        EndColumns ended =
                new EndColumns(REASONS.get(random.nextInt(REASONS.size())), "user", Optional.empty(), "evt_x", at);
        save(
                entry,
                row.start(),
                state(
                        row,
                        failed ? "failed" : "ended",
                        Optional.of(ended),
                        row.state().startedAt()));
    }

    private void startedAt(Entry entry) {
        SessionRow row = entry.row;
        save(
                entry,
                row.start(),
                state(
                        row,
                        row.state().status(),
                        row.state().end(),
                        Optional.of(row.createdAt().plusMillis(random.nextLong(20_000)))));
    }

    private void route(Entry entry) {
        StartColumns old = entry.row.start();
        if (entry.measured.isEmpty()) {
            String[] place = PLACES.get(random.nextInt(PLACES.size())).split("/");
            save(
                    entry,
                    new StartColumns(
                            place[0],
                            place[1],
                            old.template(),
                            old.channel(),
                            old.agent(),
                            old.translation(),
                            old.metadata(),
                            old.nonce(),
                            old.sentAt()),
                    entry.row.state());
        }
    }

    private void measure(Entry entry) {
        String metric = METRICS.get(random.nextInt(METRICS.size()));
        BigDecimal value = switch (random.nextInt(10)) {
            case 0 -> BigDecimal.ZERO;
            case 1 -> BigDecimal.valueOf(random.nextInt(2_000), 3);
            default -> BigDecimal.valueOf((long) Math.exp(random.nextGaussian() + 6));
        };
        boolean counted = random.nextInt(8) != 0;
        SessionRow row = entry.row;
        SessionRow next = save(entry, row.start(), more(row.state()));
        ObjectNode data = Json.object().put("name", metric).put("value", value).put("unit", counted ? "ms" : "count");
        int sequence = next.state().lastSequence();
        database.tenant(tenant, tx -> {
            events.insert(
                    tx,
                    new EventTable.EventOwner(
                            next.id(), next.tenantId(), next.start().vendor()),
                    List.of(new NewEvent(
                            "evt_" + row.id() + "_" + sequence,
                            sequence,
                            "metric.recorded",
                            "m" + sequence,
                            row.createdAt(),
                            row.createdAt(),
                            data,
                            Optional.empty(),
                            true)));
            return true;
        });
        if (counted) {
            entry.measured.computeIfAbsent(metric, _ -> new ArrayList<>()).add(value);
        }
    }

    private static StateColumns more(StateColumns state) {
        return new StateColumns(
                state.status(),
                state.facts(),
                state.vendorSessionId(),
                state.vendorError(),
                state.lastSequence() + 1,
                state.end(),
                state.startedAt(),
                state.lookup(),
                state.starts(),
                state.missingTranscriptReason());
    }

    private static StateColumns state(
            SessionRow row, String status, Optional<EndColumns> end, Optional<Instant> startedAt) {
        StateColumns old = row.state();
        return new StateColumns(
                status,
                old.facts(),
                old.vendorSessionId(),
                old.vendorError(),
                old.lastSequence(),
                end,
                startedAt,
                old.lookup(),
                old.starts(),
                old.missingTranscriptReason());
    }

    private SessionRow save(Entry entry, StartColumns start, StateColumns state) {
        SessionRow old = entry.row;
        entry.row = database.tenant(
                tenant,
                tx -> sessions.save(
                        tx,
                        new SessionRow(
                                old.id(), tenant, start, state, old.createdAt(), old.createdAt(), SessionRow.CHANGED)));
        return entry.row;
    }

    int sessions() {
        return entries.size();
    }

    /** The groups of a period, by plain counting. */
    SortedMap<String, List<Entry>> groups(Instant from, Instant to, String groupBy) {
        SortedMap<String, List<Entry>> groups = new TreeMap<>();
        entries.stream()
                .filter(entry -> !entry.row.createdAt().isBefore(from)
                        && entry.row.createdAt().isBefore(to))
                .forEach(entry -> groups.computeIfAbsent(entry.key(groupBy), _ -> new ArrayList<>())
                        .add(entry));
        return groups;
    }

    static long count(List<Entry> entries, Function<Entry, Boolean> which) {
        return entries.stream().filter(which::apply).count();
    }

    static long durationMs(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.row.state())
                .filter(state -> state.end().isPresent() && state.startedAt().isPresent())
                .mapToLong(state -> Math.max(
                        0,
                        state.end().get().at().toEpochMilli()
                                - state.startedAt().get().toEpochMilli()))
                .sum();
    }

    static SortedMap<String, Long> reasons(List<Entry> entries, String status) {
        SortedMap<String, Long> reasons = new TreeMap<>();
        entries.stream()
                .map(entry -> entry.row.state())
                .filter(state -> state.end().isPresent() && state.status().equals(status))
                .forEach(state -> reasons.merge(state.end().get().reason(), 1L, Long::sum));
        return reasons;
    }

    /** Every value of a metric, the smallest first. */
    static SortedMap<String, List<BigDecimal>> values(List<Entry> entries) {
        SortedMap<String, List<BigDecimal>> values = new TreeMap<>();
        entries.forEach(entry -> entry.measured.forEach((metric, measured) ->
                values.computeIfAbsent(metric, _ -> new ArrayList<>()).addAll(measured)));
        values.values().forEach(list -> list.sort(null));
        return values;
    }
}
