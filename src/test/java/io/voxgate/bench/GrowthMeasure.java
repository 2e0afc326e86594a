package io.voxgate.bench;

import io.voxgate.attack.WireRequest;
import io.voxgate.bench.BenchmarkReport.ReportTable;
import io.voxgate.bench.BenchmarkTenants.BenchmarkTenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What one operation costs the service and PostgreSQL together beside ten and a hundred times as much of everything
 * that is kept.
 */
final class GrowthMeasure {
    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 16;
    private static final Duration TIME = Duration.ofMillis(1500);
    private static final int DRAINED = 500;

    private final BenchmarkTarget target;
    private final StubPeer peer;
    private final List<BenchmarkTenant> tenants;
    private final BenchmarkReport report;
    private final StockFiller filler;
    private final int most;
    private final List<List<Object>> rows = new ArrayList<>();
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
        measure("a start, tenants", 100, filler::tenants, _ -> starts(_ -> "support"));
        measure("a start, templates of each tenant", 10, filler::templates, this::startsOfMany);
        measure(
                "a start, stored sessions with their events, of each tenant",
                20,
                filler::sessions,
                _ -> starts(_ -> "support"));
        target.forgetSessions();
        measure("a delivery, endpoints", 10, this::endpoints, this::oneEach);
        measure("a delivery, backlog", 1000, (_, _) -> {}, this::backlog);
        report.add(new ReportTable(
                "Growth: µs of the service and PostgreSQL for one operation, medians of " + ROUNDS,
                List.of("what, beside how many of what", "1×", "cost at 1×", "10×", "100×", "largest ÷ 1×"),
                rows));
        return worst;
    }

    private void measure(String what, int least, Growth growth, Cost cost) {
        List<Double> costs = new ArrayList<>();
        int before = 0;
        for (int factor = 1; factor <= most; factor *= 10) {
            growth.fill(before, least * factor);
            before = least * factor;
            costs.add(cost.micros(before));
        }
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

    private double startsOfMany(int templates) {
        return starts(number -> "stock-" + number / tenants.size() % templates);
    }

    private double starts(IntFunction<String> template) {
        List<Double> micros = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            StartWork work = StartWork.byTemplate(tenants, "g" + works++, template);
            peer.takeTasks();
            ResourceReading before = target.reading();
            LoadResult result = LoadGenerator.closed(target.port(), CONNECTIONS, TIME, work);
            micros.add(micros(target.reading().since(before), result.good()));
            report.faults("growth", result.faults());
            report.faults("growth", work.faults(target.postgres(), peer.takeTasks()));
        }
        return RoundFigures.median(micros);
    }

    private static double micros(ResourceReading used, long operations) {
        return used.serviceMicros(operations) + used.databaseMicros(operations);
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
