package io.voxgate.chaos;

import io.voxgate.chaos.ChaosHistory.Request;
import io.voxgate.chaos.ChaosHistory.Unknown;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a run's history counts up to. */
record ChaosFigures(
        long orders,
        long startRequests,
        long begun,
        Map<VendorFault, Long> startFaults,
        Map<VendorFault, Long> otherFaults,
        Map<Integer, Long> answers,
        long callbacks,
        long acknowledged,
        long events,
        long messages,
        UnknownFigures unknown) {

    /**
     * @param callsNeverBegun of a contact center, where that is certain only after minutes; percentile: without those
     */
    record UnknownFigures(long sessions, long callsNeverBegun, long percentile95Ms, long longestMs, long atTheEnd) {}

    static ChaosFigures of(ChaosHistory history) {
        HistoryIndex index = new HistoryIndex(history);
        List<Request> requests = history.vendors().requests();
        return new ChaosFigures(
                index.startsByMarker().size(),
                index.startsByMarker().values().stream().mapToLong(List::size).sum(),
                history.vendors().tasks().size(),
                counted(requests.stream().filter(ChaosFigures::start).toList()),
                counted(requests.stream().filter(request -> !start(request)).toList()),
                new TreeMap<>(history.callers().answers().stream()
                        .collect(Collectors.groupingBy(ChaosHistory.Answer::status, Collectors.counting()))),
                history.vendors().callbacks().size(),
                history.vendors().callbacks().stream()
                        .filter(callback -> callback.acknowledged() != 0)
                        .count(),
                history.rows().events().size(),
                history.callers().messages().size(),
                unknown(history, index));
    }

    private static boolean start(Request request) {
        return request.about().startsWith("order-");
    }

    private static Map<VendorFault, Long> counted(List<Request> requests) {
        return new TreeMap<>(requests.stream()
                .map(Request::fault)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }

    private static UnknownFigures unknown(ChaosHistory history, HistoryIndex index) {
        List<Unknown> spans = history.rows().unknown();
        List<Unknown> never = spans.stream()
                .filter(span -> index.session(span.session())
                        .filter(session -> session.vendor() == ChaosVendor.CCC
                                && index.tasks(session.marker()).isEmpty())
                        .isPresent())
                .toList();
        List<Long> others = spans.stream()
                .filter(span -> !never.contains(span))
                .map(span -> span.last() - span.first())
                .sorted()
                .toList();
        return new UnknownFigures(
                spans.size(),
                never.size(),
                HistoryChecker.percentile95(others),
                spans.stream()
                        .mapToLong(span -> span.last() - span.first())
                        .max()
                        .orElse(0),
                history.rows().sessions().stream()
                        .filter(session -> session.status().equals("unknown"))
                        .count());
    }
}
