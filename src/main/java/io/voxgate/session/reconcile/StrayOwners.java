package io.voxgate.session.reconcile;

import io.voxgate.adapter.ActiveSession;
import io.voxgate.database.SkippedRows;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.EndReason;
import io.voxgate.model.SessionStatus;
import io.voxgate.model.VendorText;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.reconcile.VendorStrays.Stray;
import io.voxgate.session.reconcile.VendorStrays.StrayCandidate;
import io.voxgate.session.state.EnumNames;
import io.voxgate.session.store.StrayTable;
import io.voxgate.session.store.StrayTable.StrayHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which sessions of the tenant own what runs at a vendor, or may have begun it. */
final class StrayOwners {
    private static final Duration FAILED_SINCE = Duration.ofDays(1);
    private static final String LOST = EnumNames.of(EndReason.LOST);

    private final StrayTable table;
    private final VendorConnection vendor;

    StrayOwners(StrayTable table, VendorConnection vendor) {
        this.table = table;
        this.vendor = vendor;
    }

    /** Those that no session owns which is not over. */
    List<ActiveSession> ownerless(List<ActiveSession> sessions) {
        Set<String> owned =
                owned(sessions.stream().map(ActiveSession::vendorSessionId).toList());
        return sessions.stream()
                .filter(active ->
                        VendorText.usableId(active.vendorSessionId()) && !owned.contains(active.vendorSessionId()))
                .toList();
    }

    Set<String> owned(List<String> vendorSessionIds) {
        return holders(vendorSessionIds).entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(holder -> !over(holder)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The sessions that have each handle or had it. */
    Map<String, List<StrayHolder>> holders(List<String> vendorSessionIds) {
        List<String> usable =
                vendorSessionIds.stream().filter(VendorText::usableId).toList();
        return usable.isEmpty()
                ? Map.of()
                : table.holders(vendor.connection().tenantId(), vendor.info().id(), usable).stream()
                        .collect(Collectors.groupingBy(
                                holder -> holder.vendorSessionId().orElseThrow()));
    }

    /** A session without a handle, and the number or room that it reaches. */
    record Reaching(StrayHolder holder, Channel channel) {
        /** A broken row is no candidate, and does not keep the others from being named. */
        static Stream<Reaching> of(StrayHolder holder) {
            try {
                return Stream.of(new Reaching(holder, Json.MAPPER.convertValue(holder.channel(), Channel.class)));
            } catch (IllegalArgumentException e) {
                SkippedRows.count("sessions", holder.sessionId(), e.getClass().getSimpleName());
                return Stream.empty();
            }
        }
    }

    /** Those that may have begun something: not over, or lost. */
    List<Reaching> withoutHandle(Instant now) {
        return table.withoutHandle(vendor.connection().tenantId(), vendor.info().id(), now.minus(FAILED_SINCE)).stream()
                .filter(holder ->
                        !over(holder) || holder.endReason().filter(LOST::equals).isPresent())
                .flatMap(Reaching::of)
                .toList();
    }

    /** Of these, the ones that go where this runs. */
    List<StrayHolder> mayHave(ActiveSession active, List<Reaching> withoutHandle) {
        return withoutHandle.stream()
                .filter(goesTo(active))
                .map(Reaching::holder)
                .toList();
    }

    private Predicate<Reaching> goesTo(ActiveSession active) {
        return reaching -> active.channel()
                .filter(channel -> vendor.adapter().sameChannel(channel, reaching.channel()))
                .isPresent();
    }

    Stray stray(ActiveSession active, Map<String, List<StrayHolder>> holders, List<Reaching> withoutHandle) {
        List<StrayHolder> had = holders.getOrDefault(active.vendorSessionId(), List.of());
        List<StrayHolder> candidates = had.isEmpty() ? mayHave(active, withoutHandle) : had;
        return new Stray(active, candidates.stream().map(StrayOwners::candidate).toList());
    }

    private static StrayCandidate candidate(StrayHolder holder) {
        return new StrayCandidate(
                holder.sessionId(),
                EnumNames.read(holder.status(), SessionStatus.class),
                holder.endReason().map(reason -> EnumNames.read(reason, EndReason.class)));
    }

    static boolean over(StrayHolder holder) {
        return EnumNames.read(holder.status(), SessionStatus.class).terminal();
    }
}
