package io.voxgate.bench;

import io.voxgate.attack.WireRequest;
import io.voxgate.bench.BenchmarkReport.ReportTable;
import io.voxgate.bench.BenchmarkTenants.BenchmarkTenant;
import io.voxgate.bench.StartWork.BegunSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What one operation costs the service and PostgreSQL together beside ten and a hundred times as much of everything
 * that is kept.
 */
final class GrowthMeasure {
    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 16;
    private static final Duration TIME = Duration.ofSeconds(1);
    private static final int DRAINED = 500;
    private static final int PAGE = 20;
    private static final int PAGING_TENANTS = 8;

    private final BenchmarkTarget target;
    private final StubPeer peer;
    private final List<BenchmarkTenant> tenants;
    private final BenchmarkReport report;
    private final StockFiller filler;
    private final int most;
    private final List<List<Object>> rows = new ArrayList<>();
    private final List<BegunSession> begun = new ArrayList<>();
    private List<BegunSession> sessions = List.of();
    private double worst = Double.NaN;
    private int works;

    /** Makes a stock larger, from so many to so many. */
    @FunctionalInterface
    private interface Growth {
        void fill(int from, int to);
    }

    /** Measures an operation beside so much of the stock. */
    @FunctionalInterface
    private interface Cost {
        double micros(int stock);
    }

    /** @param what the operation is called */
    private record OperationCost(String what, Cost cost) {}

    /** @param most the largest stock against the smallest: 100, or 10 for a short run */
    GrowthMeasure(
            BenchmarkTarget target, StubPeer peer, List<BenchmarkTenant> tenants, BenchmarkReport report, int most) {
        this.target = target;
        this.peer = peer;
        this.tenants = tenants;
        this.report = report;
        this.filler = new StockFiller(target.postgres());
        this.most = most;
    }

    /** @return the worst of all quotients of the largest and the smallest stock */
    double run() {
        starts(_ -> "support");
        OperationCost start = new OperationCost("a start", _ -> starts(_ -> "support"));
        measure("tenants", 100, filler::tenants, start);
        measure("templates of each tenant", 10, filler::templates, new OperationCost("a start", this::startsOfMany));
        measure(
                "stored sessions of each tenant, with their events",
                20,
                filler::sessions,
                start,
                new OperationCost("a callback", _ -> callbacks()),
                new OperationCost("a read of a session", _ -> load(() -> ReadWork.one(sessions), _ -> List.of())),
                new OperationCost("a list of 50 sessions", _ -> load(() -> ReadWork.list(begun), _ -> List.of())));
        measure("number of the page", 1, (_, _) -> {}, new OperationCost("a page of a list", this::page));
        target.forgetSessions();
        measure("endpoints", 10, this::endpoints, new OperationCost("a delivery", this::oneEach));
        measure("backlog", 1000, (_, _) -> {}, new OperationCost("a delivery", this::backlog));
        report.add(new ReportTable(
                "Growth: µs of the service and PostgreSQL for one operation, medians of " + ROUNDS,
                List.of("what, beside how many of what", "1×", "cost at 1×", "10×", "100×", "largest ÷ 1×"),
                rows));
        return worst;
    }

    private void measure(String stock, int least, Growth growth, OperationCost... operations) {
        Map<String, List<Double>> costs = new LinkedHashMap<>();
        int before = 0;
        for (int factor = 1; factor <= most; factor *= 10) {
            growth.fill(before, least * factor);
            before = least * factor;
            for (OperationCost operation : operations) {
                costs.computeIfAbsent(operation.what(), _ -> new ArrayList<>())
                        .add(operation.cost().micros(before));
            }
        }
        costs.forEach((what, micros) -> row(what + ", " + stock, least, micros));
    }

    private void row(String what, int least, List<Double> costs) {
        double ratio = costs.getLast() / costs.getFirst();
        worst = Double.isNaN(worst) ? ratio : Math.max(worst, ratio);
        rows.add(List.of(
                what,
                least,
                costs.getFirst(),
                costs.size() > 1 ? costs.get(1) : Double.NaN,
                costs.size() > 2 ? costs.get(2) : Double.NaN,
                ratio));
    }

    /**
     * @param works one for each round
     * @param faults what was wrong with its rows
     */
    private <T extends LoadWork> double load(Supplier<T> works, Function<T, List<String>> faults) {
        List<Double> micros = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            T work = works.get();
            ResourceReading before = target.reading();
            LoadResult result = LoadGenerator.closed(target.port(), CONNECTIONS, TIME, work);
            micros.add(micros(target.reading().since(before), result.good()));
            report.faults("growth", result.faults());
            report.faults("growth", faults.apply(work));
        }
        return RoundFigures.median(micros);
    }

    private static double micros(ResourceReading used, long operations) {
        return used.serviceMicros(operations) + used.databaseMicros(operations);
    }

    private double startsOfMany(int templates) {
        return starts(number -> "stock-" + number / tenants.size() % templates);
    }

    /** The sessions of the last round are there for what follows. */
    private double starts(IntFunction<String> template) {
        peer.takeTasks();
        return load(() -> StartWork.byTemplate(tenants, "g" + works++, template), work -> {
            sessions = work.begun();
            begun.addAll(sessions);
            return work.faults(target.postgres(), peer.takeTasks());
        });
    }

    private double callbacks() {
        return load(() -> new CallbackWork(sessions, works++), work -> work.faults(target.postgres()));
    }

    /** The same page again and again, of some tenants in turn. */
    private double page(int number) {
        List<byte[]> requests = tenants.stream()
                .limit(PAGING_TENANTS)
                .map(tenant -> page(tenant, number))
                .toList();
        return load(() -> new FixedWork(requests, "\"id\":\"ses_"), _ -> List.of());
    }

    private byte[] page(BenchmarkTenant tenant, int number) {
        byte[] request = WireRequest.get("/v1/sessions?pageSize=" + PAGE, tenant.bearer());
        try (LoadConnection service = new LoadConnection(target.port())) {
            for (int page = 1; page < number; page++) {
                String token =
                        service.must(request).json().path("nextPageToken").asText();
                request = WireRequest.get("/v1/sessions?pageSize=" + PAGE + "&pageToken=" + token, tenant.bearer());
            }
        }
        return request;
    }

    /** Further webhooks, made through the API, because their secrets are bound to them. */
    private void endpoints(int from, int to) {
        try (LoadConnection service = new LoadConnection(target.port())) {
            for (int number = from; number < to; number++) {
                BenchmarkTenant tenant = tenants.get(number % tenants.size());
                service.must(WireRequest.json(
                        "PUT",
                        "/v1/webhooks/stock-" + number,
                        tenant.bearer(),
                        "{\"url\":\"" + peer.url() + "/hook/stock-" + number
                                + "\",\"eventTypes\":[\"transcript.added\"]}"));
            }
        }
        DeliveryDrain.pause(target);
    }

    private double oneEach(int endpoints) {
        return deliveries(
                () -> filler.deliveries("stock-%", endpoints), () -> new DeliveryDrain(target, peer).all(endpoints));
    }

    private double backlog(int waiting) {
        return deliveries(
                () -> filler.deliveries("crm", waiting), () -> new DeliveryDrain(target, peer).first(DRAINED));
    }

    private double deliveries(Runnable fill, Supplier<DeliveryDrain.Drained> drain) {
        List<Double> micros = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            target.postgres().run("TRUNCATE webhook_delivery");
            fill.run();
            DeliveryDrain.Drained drained = drain.get();
            micros.add(micros(drained.used(), drained.deliveries()));
            report.faults("growth", drained.faults());
        }
        return RoundFigures.median(micros);
    }
}
