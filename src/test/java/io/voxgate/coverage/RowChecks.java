package io.voxgate.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.drift.VendorKnowledge;
import io.voxgate.model.Channel;
import io.voxgate.tck.AllAdapters;
import io.voxgate.tck.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Looks at each check of a row. A check is an object whose first name is its kind:
 *
 * <ul>
 *   <li>{@code sends: Operation.path[=value]}: some start or call of the adapter has the field, with that value;
 *       {@code for} names a setting whose report says so.
 *   <li>{@code names: path}: the adapter's tables name the field of a start, which {@code vendorOptions} carry.
 *   <li>{@code operation: Name}: the adapter calls it.
 *   <li>{@code unused: name}: the list of the drift watch has it, with the reason; {@code absent: name}: no call and no
 *       table has it.
 *   <li>{@code reads: Operation.path}: the adapter reads the field of an answer (the drift watch looks it up in the
 *       code).
 *   <li>{@code region}, {@code rate} with {@code is}, {@code setting}: what the adapter says of its connections.
 *   <li>those of {@link AdapterChecks}, which ask the adapter, and those of {@link TextChecks}, which read.
 * </ul>
 */
final class RowChecks {
    private static final Map<String, SentFields> SENT = new ConcurrentHashMap<>();

    private RowChecks() {}

    /** What is not as the row says; empty: all of it is. */
    static List<String> faults(CoverageRow row) {
        return looked(row).toList();
    }

    /** The first of it; checks after that are not looked at, since they may need what is not there yet. */
    static Optional<String> firstFault(CoverageRow row) {
        return looked(row).findFirst();
    }

    private static Stream<String> looked(CoverageRow row) {
        return row.checks().stream()
                .flatMap(check -> fault(row, check).stream())
                .map(fault -> row.name() + ": " + fault);
    }

    private static Optional<String> fault(CoverageRow row, ObjectNode check) {
        String vendor = check.path("vendor").asText(row.vendor());
        String kind = kind(check);
        if (TextChecks.KINDS.contains(kind)) {
            return TextChecks.fault(kind, check);
        }
        VendorAdapter adapter = AllAdapters.named(vendor);
        String name = check.path(kind).asText();
        return switch (kind) {
            case "sends" -> sends(adapter, name, check.path("for"));
            case "names" -> unless(VendorKnowledge.tables(vendor).contains(name), "no table names " + name);
            case "operation" -> unless(sent(adapter).operations().contains(name), "nothing calls " + name);
            case "absent" -> absent(adapter, name);
            case "unused" ->
                unless(
                        VendorKnowledge.notUsed(vendor).containsKey(name),
                        "the drift watch's list of known differences does not have " + name);
            case "reads" -> unless(VendorKnowledge.answers(vendor).contains(name), "nothing reads " + name);
            case "region" ->
                unless(adapter.info().regions().contains(name), "the adapter does not know the region " + name);
            case "rate" ->
                unless(
                        check.path("is").asInt()
                                == adapter.info().ratePerSecond().getOrDefault(name, 0),
                        "the rate of " + name + " is another one");
            case "setting" -> unless(settings(adapter).anyMatch(name::equals), "no connection has " + name);
            default -> AdapterChecks.fault(adapter, kind, check);
        };
    }

    /** The first name of a check. */
    static String kind(ObjectNode check) {
        return check.fieldNames().next();
    }

    static Optional<String> unless(boolean holds, String fault) {
        return holds ? Optional.empty() : Optional.of(fault);
    }

    private static Optional<String> sends(VendorAdapter adapter, String claim, JsonNode pointer) {
        int equals = claim.indexOf('=');
        String field = equals < 0 ? claim : claim.substring(0, equals);
        Set<String> values = sent(adapter).values().get(field);
        if (values == null) {
            return Optional.of("nothing sends " + field);
        }
        if (equals >= 0 && !values.contains(claim.substring(equals + 1))) {
            return Optional.of(field + " is sent with other values only: " + values);
        }
        String path = field.substring(field.indexOf('.') + 1);
        return pointer.isMissingNode()
                ? Optional.empty()
                : unless(
                        sent(adapter).carries(pointer.asText(), path),
                        "no report says that " + pointer.asText() + " is sent as " + path);
    }

    private static Optional<String> absent(VendorAdapter adapter, String name) {
        boolean there = sent(adapter).operations().contains(name)
                || sent(adapter).values().containsKey(name)
                || VendorKnowledge.tables(adapter.info().id()).contains(name);
        return unless(!there, "it is not absent: " + name);
    }

    private static Stream<String> settings(VendorAdapter adapter) {
        return Stream.concat(
                        adapter.info().connection().settings().stream(),
                        adapter.info().connection().credentials().stream())
                .map(field -> field.name());
    }

    private static SentFields sent(VendorAdapter adapter) {
        return SENT.computeIfAbsent(adapter.info().id(), _ -> SentFields.of(adapter));
    }

    /** A start of the agent in a channel that the vendor has. */
    static StartCommand start(String vendor, JsonNode agent) {
        Channel channel = vendor.equals("tencent-ccc")
                ? new Channel.Phone("+8613800000000", List.of("+862000000000"))
                : new Channel.Room("1234", null, "user_1", "agent_1");
        return new StartCommand(Yaml.agent(agent), Optional.of(channel), Optional.of("ses_01"));
    }
}
