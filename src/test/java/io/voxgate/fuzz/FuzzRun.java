package io.voxgate.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.Operations;
import io.voxgate.testkit.Operations.Operation;
import io.voxgate.testkit.PopulatedTenant;
import io.voxgate.testkit.Reply;
import io.voxgate.testkit.Rows;
import io.voxgate.testkit.TenantFixtures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Sends what nobody should send, and holds every answer and every stored row against the contract. */
final class FuzzRun {
    private static final int BATCH = 100;
    private static final int REPAIRS = 12;
    private static final int MOST_FAULTS = Integer.getInteger("fuzz.faults", 40);
    private static final String STORED = "it was refused, and yet something was stored in ";

    private final Gateway gateway;
    private final Operations operations;
    private final PopulatedTenant tenant;
    private final Schemas schemas;
    private final Rows rows;
    private final ResponseOracle judge;
    private final long seed;
    private final UnaryOperator<Reply> wrapped;
    private final List<String> faults = new ArrayList<>();
    /** Where a case comes from: its operation, its round and its place in it. The same seed makes the same again. */
    private final Map<FuzzCase, String> places = new IdentityHashMap<>();

    private final Map<String, Integer> counts = new TreeMap<>();
    private String task = "";
    private int accepted;
    private int enriched;
    private int sent;

    /**
     * @param tenant whose things the cases are about
     * @param wrapped what becomes of an answer before it is judged; a canary breaks some
     */
    FuzzRun(Gateway gateway, String contract, PopulatedTenant tenant, long seed, UnaryOperator<Reply> wrapped) {
        this.gateway = gateway;
        this.tenant = tenant;
        this.operations = Operations.of(contract);
        this.schemas = new Schemas(operations);
        this.rows = new Rows(gateway.owner());
        this.judge = new ResponseOracle(contract);
        this.seed = seed;
        this.wrapped = wrapped;
    }

    String summary() {
        return "seed %d, %d cases %s, pointers %s, right bodies: %d of %d taken, %d faults"
                .formatted(seed, sent, counts, judge.aims(), accepted, enriched, faults.size());
    }

    /** @param most of the cases, over all operations */
    List<String> run(int most, Set<String> only) {
        List<Operation> chosen = operations.all().stream()
                .filter(operation -> only.isEmpty() || only.contains(operation.id()))
                .toList();
        int left = most;
        for (int i = 0; i < chosen.size() && faults.size() < MOST_FAULTS; i++) {
            int share = share(chosen.get(i), left, chosen.subList(i, chosen.size()));
            left -= fuzz(chosen.get(i), share);
        }
        return faults;
    }

    /** @param place of one case of an earlier run with this seed */
    List<String> replay(String place) {
        String[] parts = place.split("[:.]");
        Operation operation = operations.all().stream()
                .filter(one -> one.id().equals(parts[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No operation is called " + parts[0]));
        Random random = new Random(seed ^ operation.id().hashCode());
        List<FuzzCase> cases = List.of();
        for (int round = 0; round <= Integer.parseInt(parts[1]); round++) {
            cases = cases(operation, random, round);
        }
        FuzzCase one = cases.get(Integer.parseInt(parts[2]));
        System.out.println(one + "\n  " + one.call().curl(gateway.base()));
        if (one.mustBeRefused()) {
            batch(List.of(one));
        } else {
            alone(one, stored());
        }
        return faults;
    }

    /** An operation with a body gets many times as many as one without. */
    private static int share(Operation operation, int left, List<Operation> rest) {
        double weights = rest.stream().mapToInt(FuzzRun::weight).sum();
        return (int) Math.ceil(left * weight(operation) / weights);
    }

    private static int weight(Operation operation) {
        return operation.bodySchema().isEmpty()
                ? 1
                : switch (operation.id()) {
                    case "putTemplate", "startSession", "translateAgent" -> 14;
                    default -> 5;
                };
    }

    private int fuzz(Operation operation, int share) {
        List<FuzzCase> cases = new ArrayList<>();
        Random random = new Random(seed ^ operation.id().hashCode());
        int round = 0;
        do {
            cases.addAll(cases(operation, random, round++));
        } while (operation.bodySchema().isPresent() && cases.size() < share && round < 40);
        Collections.shuffle(cases, random);
        List<FuzzCase> chosen = cases.subList(0, Math.min(share, cases.size()));
        List<FuzzCase> refused = chosen.stream().filter(FuzzCase::mustBeRefused).toList();
        for (int i = 0; i < refused.size() && faults.size() < MOST_FAULTS; i += BATCH) {
            batch(refused.subList(i, Math.min(refused.size(), i + BATCH)));
        }
        Map<String, String> now = stored();
        for (FuzzCase one : chosen) {
            if (!one.mustBeRefused() && faults.size() < MOST_FAULTS) {
                now = alone(one, now);
            }
        }
        counts.merge(operation.id(), chosen.size(), Integer::sum);
        return chosen.size();
    }

    private List<FuzzCase> cases(Operation operation, Random random, int round) {
        Call base = Call.of(operation.verb(), operation.concrete(path(operation)));
        List<FuzzCase> cases = new ArrayList<>();
        if (operation.id().equals("receiveCallback")) {
            cases.addAll(new CallbackCases(
                            operation, base, new CallbackCases.Target(task(), Integer.toString(tenant.app())), random)
                    .all());
        } else if (operation.bodyExample().isPresent()) {
            ObjectNode body = right(operation, base, random, round);
            Call call =
                    base.body(operation.mediaTypes().getFirst(), body.toString().getBytes(StandardCharsets.UTF_8));
            cases.addAll(new BodyCases(schemas, operation, call, body).all());
            cases.addAll(new RawCases(operation, call, body, random).all());
            cases.addAll(new ParameterCases(operations, operation, call, tenant).all());
        } else if (round == 0) {
            cases.addAll(new ParameterCases(operations, operation, base, tenant).all());
        }
        for (int i = 0; i < cases.size(); i++) {
            places.put(cases.get(i), operation.id() + ":" + round + "." + i);
        }
        return cases;
    }

    /** The handle of a session of their own that callbacks are about, as they may well end it. */
    private String task() {
        if (task.isEmpty()) {
            TenantFixtures furniture = new TenantFixtures(gateway, operations);
            String session = furniture.running(tenant, "callbacks");
            furniture.settle(tenant);
            task = gateway.send(Call.of("GET", "/v1/sessions/" + session).key(tenant.key("admin")))
                    .json()
                    .get("vendorSessionId")
                    .asText();
        }
        return task;
    }

    /** What is put or deleted is not what the other operations need. */
    private Map<String, String> path(Operation operation) {
        Map<String, String> values = new LinkedHashMap<>(tenant.path(operation));
        boolean destroys = operation.verb().equals("put")
                || operation.verb().equals("delete")
                || operation.id().equals("stopSession");
        operation.pathParameters().stream()
                .skip(Math.max(0, operation.pathParameters().size() - 1L))
                .filter(_ -> destroys)
                .forEach(last -> values.put(last, "fuzzed"));
        return values;
    }

    /** A body that is taken: what the service does not want of the drawn members is left out again. */
    private ObjectNode right(Operation operation, Call base, Random random, int round) {
        ObjectNode example = example(operation);
        JsonNode schema = operation.bodySchema().orElseThrow();
        ObjectNode body = round == 0
                ? example
                : new RightBodies(schemas, random).enriched(example, schema, 10 + random.nextInt(70));
        enriched++;
        for (int i = 0; i < REPAIRS; i++) {
            Reply reply = send(
                    base.body(operation.mediaTypes().getFirst(), body.toString().getBytes(StandardCharsets.UTF_8)),
                    operation);
            tidy(operation, reply);
            if (reply.ok()) {
                accepted++;
                return body;
            }
            List<String> pointers = reply.json()
                    .path("errors")
                    .valueStream()
                    .map(fault -> fault.path("pointer").asText())
                    .filter(pointer -> !pointer.isEmpty())
                    .toList();
            if (round == 0 || pointers.isEmpty() || reply.status() != 422) {
                if (round == 0 && !domain(reply)) {
                    faults.add(operation + ": the contract's own example is refused: " + reply);
                }
                return body;
            }
            ObjectNode repaired = body;
            pointers.forEach(pointer -> restore(repaired, example, pointer));
        }
        return example;
    }

    /** A refusal that has nothing to do with the form of the body. */
    private static boolean domain(Reply reply) {
        return Set.of("UNSUPPORTED_BY_VENDOR", "CONFLICT", "IN_USE", "VENDOR_REFUSED")
                .contains(reply.json().path("code").asText());
    }

    private ObjectNode example(Operation operation) {
        ObjectNode example = (ObjectNode) tenant.own(operation.bodyExample().orElseThrow());
        if (operation.id().equals("createTenant")) {
            example.put("id", "fuzz-" + UUID.randomUUID());
        }
        return example;
    }

    private static void restore(ObjectNode body, ObjectNode example, String pointer) {
        int slash = pointer.lastIndexOf('/');
        String parent = pointer.substring(0, Math.max(0, slash));
        String name = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        switch (body.at(parent)) {
            case ObjectNode object when example.at(pointer).isMissingNode() && object.has(name) -> object.remove(name);
            case ObjectNode object
            when !example.at(pointer).isMissingNode() ->
                object.set(name, example.at(pointer).deepCopy());
            case ArrayNode _ -> restore(body, example, parent);
            default -> {
                if (!parent.isEmpty()) {
                    restore(body, example, parent);
                }
            }
        }
    }

    /** Each must be refused, so that nothing is stored; looked at together, and one by one when something was. */
    private void batch(List<FuzzCase> batch) {
        Map<String, String> before = stored();
        batch.forEach(this::judged);
        if (!stored().equals(before)) {
            for (FuzzCase one : batch) {
                Map<String, String> now = stored();
                Reply reply = send(one.call(), one.operation());
                if (!stored().equals(now)) {
                    fault(one, reply, STORED + difference(now, stored()));
                }
            }
        }
    }

    /** @return what is stored after it */
    private Map<String, String> alone(FuzzCase one, Map<String, String> before) {
        Reply reply = judged(one);
        Map<String, String> after = stored();
        if (reply.status() >= 400
                && reply.status() < 500
                && !reply.json().has("sessionId")
                && !stored(after, reply).equals(stored(before, reply))) {
            fault(one, reply, STORED + difference(before, after));
        }
        return after;
    }

    /** What reached the vendor and was refused there stands in the audit, and took its turn. */
    private static Map<String, String> stored(Map<String, String> all, Reply reply) {
        Map<String, String> kept = new LinkedHashMap<>(all);
        if (reply.json().has("vendorError")) {
            kept.keySet().removeAll(Set.of("audit_entry", "rate_limit_slot"));
        }
        return kept;
    }

    private Reply judged(FuzzCase one) {
        Reply reply = wrapped.apply(send(one.call(), one.operation()));
        sent++;
        judge.fault(one, reply).ifPresent(fault -> fault(one, reply, fault));
        tidy(one.operation(), reply);
        return reply;
    }

    private static String difference(Map<String, String> before, Map<String, String> after) {
        return after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList()
                .toString();
    }

    private void fault(FuzzCase one, Reply reply, String fault) {
        faults.add(one + ": " + fault + "\n  " + one.call().curl(gateway.base()) + "\n  " + reply
                + "\n  again: ./voxgate test -Dtest=ContractFuzzTest#badInputIsRefusedAndNothingElse -Dfuzz.seed="
                + seed + " -Dfuzz.case=" + places.get(one));
    }

    private Reply send(Call call, Operation operation) {
        boolean operators =
                operation.path().startsWith("/v1/tenants") && !operation.path().contains("keys");
        return gateway.send(call.key(operators ? gateway.operatorKey() : tenant.key("admin")));
    }

    /** What was made by the way goes, so that it does nothing later. */
    private void tidy(Operation operation, Reply reply) {
        JsonNode id = reply.json().path("id");
        if (reply.ok() && operation.id().equals("startSession")) {
            rows.change("DELETE FROM session WHERE id = ?", id.asText());
        }
        if (reply.ok() && operation.id().equals("createTenant")) {
            gateway.operator(Call.of("DELETE", "/v1/tenants/" + id.asText()));
        }
    }

    private Map<String, String> stored() {
        rows.quiet(tenant.id());
        Map<String, String> all = rows.of(tenant.id());
        all.putAll(rows.tenants());
        // A conversation that was begun by the way may still be heard of.
        all.keySet().removeAll(Set.of("session_event", "unmatched_event"));
        return all;
    }
}
