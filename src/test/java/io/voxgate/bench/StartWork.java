package io.voxgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.attack.WireRequest;
import io.voxgate.bench.BenchmarkTenants.BenchmarkAccount;
import io.voxgate.bench.BenchmarkTenants.BenchmarkTenant;
import io.voxgate.bench.RowComparison.StartedSession;
import io.voxgate.json.Json;
import io.voxgate.replicas.Postgres;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;

/** Durable starts, each with an idempotency key, over all accounts in turn, and what was answered to each. */
final class StartWork implements LoadWork {
    private static final String INLINE = Json.write(BenchmarkTenants.agent("您好，李女士，请问您想预约哪个科室？"));
    private static final int CREATED = 201;

    private final List<BenchmarkTenant> tenants;
    private final String name;
    private final IntFunction<String> what;
    private final Queue<Numbered> answers = new ConcurrentLinkedQueue<>();

    private record Numbered(int number, LoadAnswer answer) {}

    /** A session that was begun, and where it belongs. */
    record BegunSession(BenchmarkTenant tenant, BenchmarkAccount account, String id, String task) {}

    /**
     * @param name which no other work has; rooms are called so
     * @param what is started, by the number of the start
     */
    private StartWork(List<BenchmarkTenant> tenants, String name, IntFunction<String> what) {
        this.tenants = tenants;
        this.name = name;
        this.what = what;
    }

    /** Of the stored template, with a variable. */
    static StartWork byTemplate(List<BenchmarkTenant> tenants, String name) {
        return byTemplate(tenants, name, _ -> "support");
    }

    /** Of other templates that each tenant has, by the number of the start. */
    static StartWork byTemplate(List<BenchmarkTenant> tenants, String name, IntFunction<String> template) {
        return new StartWork(
                tenants,
                name,
                number -> "\"template\":\"" + template.apply(number) + "\",\"variables\":{\"customerName\":\"李女士\"}");
    }

    /** Of an agent in the request. */
    static StartWork inline(List<BenchmarkTenant> tenants, String name) {
        return new StartWork(tenants, name, _ -> "\"agent\":" + INLINE);
    }

    private BenchmarkTenant tenant(int number) {
        return tenants.get(number % tenants.size());
    }

    private BenchmarkAccount account(int number) {
        List<BenchmarkAccount> accounts = tenant(number).accounts();
        return accounts.get(number / tenants.size() % accounts.size());
    }

    @Override
    public byte[] request(int number) {
        return WireRequest.of("POST", "/v1/sessions")
                .header("Authorization", tenant(number).bearer())
                .header("Idempotency-Key", name + "-" + number)
                .body("{" + what.apply(number) + ",\"connection\":\""
                        + account(number).connection()
                        + "\",\"channel\":{\"type\":\"room\",\"roomId\":\"" + room(number)
                        + "\",\"userId\":\"user_1\"},\"metadata\":{\"orderId\":\"" + number + "\"}}")
                .bytes();
    }

    private String room(int number) {
        return name + "-" + number;
    }

    @Override
    public boolean accept(int number, LoadAnswer answer) {
        answers.add(new Numbered(number, answer));
        return answer.status() == CREATED;
    }

    /** The sessions that were answered as begun. */
    List<BegunSession> begun() {
        return answers.stream()
                .filter(one -> one.answer().status() == CREATED)
                .map(one -> {
                    JsonNode body = one.answer().json();
                    return new BegunSession(
                            tenant(one.number()),
                            account(one.number()),
                            body.path("id").asText(),
                            body.path("vendorSessionId").asText());
                })
                .toList();
    }

    /** What is wrong with the rows, held against what was answered and what the vendor began. */
    List<String> faults(Postgres postgres, List<String> vendor) {
        List<StartedSession> answered = new ArrayList<>();
        Set<String> uncertain = new HashSet<>();
        for (Numbered one : answers) {
            int status = one.answer().status();
            if (status == CREATED) {
                JsonNode body = one.answer().json();
                answered.add(new StartedSession(
                        room(one.number()),
                        body.path("id").asText(),
                        body.path("vendorSessionId").asText()));
            } else if (status == 0 || status == 202 || status >= 500) {
                uncertain.add(room(one.number()));
            }
        }
        List<StartedSession> rows = postgres
                .column(
                        "SELECT channel ->> 'roomId' || ' ' || id || ' ' || coalesce(vendor_session_id, '-') FROM session "
                                + "WHERE channel ->> 'roomId' LIKE '" + name + "-%'")
                .stream()
                .map(row -> row.split(" "))
                .map(parts -> new StartedSession(parts[0], parts[1], parts[2]))
                .toList();
        return RowComparison.ofStarts(answered, uncertain, rows, vendor);
    }
}
